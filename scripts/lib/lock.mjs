import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const pause = 500;
const announceEvery = 30_000;

const codeOf = (error) => (error instanceof Error && 'code' in error ? error.code : undefined);

function isRunning(pid) {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return codeOf(error) === 'EPERM';
	}
}

function holderOf(lockFile) {
	try {
		return Number(readFileSync(lockFile, 'utf8'));
	} catch {
		return undefined;
	}
}

/** A hard link appears with its content in one step: no other process ever sees a lock without its owner. */
function tryToTake(lockFile) {
	const own = `${lockFile}.${process.pid}`;
	writeFileSync(own, String(process.pid));
	try {
		linkSync(own, lockFile);
		return true;
	} catch (error) {
		if (codeOf(error) === 'EEXIST') return false;
		throw error;
	} finally {
		rmSync(own, { force: true });
	}
}

/** Moves the lock aside before looking again, so that of two processes that find it stale only one removes it. */
function removeStale(lockFile) {
	const aside = `${lockFile}.${process.pid}.stale`;
	try {
		renameSync(lockFile, aside);
	} catch {
		return;
	}
	const holder = holderOf(aside);
	if (holder !== undefined && isRunning(holder)) {
		try {
			linkSync(aside, lockFile);
		} catch {
			// Somebody else took the lock meanwhile; both will finish, and the stamp decides.
		}
	}
	rmSync(aside, { force: true });
}

/**
 * Runs `work` while no other process on this machine runs it under the same lock file.
 *
 * @param lockFile path of the lock; its folder is made when missing
 * @param what what the holder is doing, for the line that a waiting process prints
 * @returns what `work` returns
 */
export async function withLock(lockFile, what, work) {
	mkdirSync(path.dirname(lockFile), { recursive: true });
	let announced = 0;
	while (!tryToTake(lockFile)) {
		const holder = holderOf(lockFile);
		if (holder !== undefined && !isRunning(holder)) removeStale(lockFile);
		else {
			if (holder !== undefined && Date.now() - announced > announceEvery) {
				announced = Date.now();
				console.error(`Waiting for process ${holder}, which ${what} (lock: ${lockFile})`);
			}
			await sleep(pause);
		}
	}
	try {
		return await work();
	} finally {
		rmSync(lockFile, { force: true });
	}
}
