/** Renders one long session in every format: `notesWorker.mts CHAT_LINES`; prints a list of {@link Rendered}. */
import { XmlReader } from '../nodes/shared/appliance/xml';
import { sessionFromReport } from '../nodes/shared/session/fromReport';
import type { NoteFormat, Session } from '../nodes/shared/session/model';
import { renderNote } from '../nodes/shared/session/note/index';
import type { Rendered } from './notes.mts';
import { reportOf } from './report.mts';
import { report } from './worker.mts';

const ROUNDS = 15;
const formats: NoteFormat[] = ['text', 'html', 'markdown', 'jiraWiki', 'slackMrkdwn', 'adf'];
const chatLines = Number(process.argv[2]);

const sessions: Session[] = [];
const reader = new XmlReader('session', (element) => {
	sessions.push(sessionFromReport(element, { linkKey: 'bench' }));
});
for (const piece of reportOf(1, chatLines)) reader.write(piece);
reader.close();
const [session] = sessions;
if (session.transcript.length !== chatLines) throw new Error('Chat lines are missing');

function timed(format: NoteFormat): { milliseconds: number; characters: number } {
	const started = performance.now();
	const { body } = renderNote(session, format);
	return { milliseconds: performance.now() - started, characters: body.length };
}

const results = formats.map((format): Rendered => {
	const { milliseconds, characters } = timed(format);
	return { format, first: milliseconds, times: [], characters };
});
for (let round = 0; round < ROUNDS; round++) {
	for (const result of results) result.times.push(timed(result.format).milliseconds);
}
report(results);
