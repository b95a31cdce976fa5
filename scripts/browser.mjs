/** Finds a Chromium, Chrome or Edge for the browser tests and prints its path, or an empty line. */
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const names = [
	'chromium',
	'chromium-browser',
	'google-chrome',
	'google-chrome-stable',
	'microsoft-edge',
];

const macApplications = [
	'Google Chrome.app/Contents/MacOS/Google Chrome',
	'Chromium.app/Contents/MacOS/Chromium',
	'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const windowsPrograms = [
	'Google/Chrome/Application/chrome.exe',
	'Microsoft/Edge/Application/msedge.exe',
];

function candidates() {
	const { CHROME_PATH, PATH = '', ProgramFiles, LOCALAPPDATA } = process.env;
	const below = (folders, files) =>
		folders.filter(Boolean).flatMap((folder) => files.map((file) => path.join(folder, file)));
	return [
		CHROME_PATH,
		...below(
			process.platform === 'win32' ? [] : [...PATH.split(path.delimiter), '/usr/bin'],
			names,
		),
		...below(
			process.platform === 'darwin' ? ['/Applications', `${os.homedir()}/Applications`] : [],
			macApplications,
		),
		...below([ProgramFiles, process.env['ProgramFiles(x86)'], LOCALAPPDATA], windowsPrograms),
	];
}

/** @returns path of the program, undefined where there is none. The environment variable CHROME_PATH comes first. */
export function findBrowser() {
	return candidates().find((file) => file && existsSync(file));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(findBrowser() ?? '');
