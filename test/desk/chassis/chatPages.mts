import { chatCard, type ShownChat } from './cards.mts';
import type { Answer, Call } from './http.mts';
import { notFound, onlyReading, page } from './pages.mts';

/** Answers the pages of a chat service: `/` and `/chat/{id}`. */
export function chatPages(
	{ revision, chats }: { revision: number; chats: ShownChat[] },
	call: Call,
): Answer {
	onlyReading(call);
	if (call.path === '/') {
		const section = `<section data-test="chats"><h2>Channels and chats</h2>${chats.map(chatCard).join('\n')}</section>`;
		return page({ revision, title: 'Overview', kind: 'overview', content: section });
	}
	const [, id] = /^\/chat\/([\w:@.-]{1,200})$/.exec(call.path) ?? [];
	const chat = chats.find((one) => one.id === id);
	if (!chat) return notFound(revision, 'There is no such page.');
	const content = `<section>${chatCard(chat)}</section>`;
	return page({ revision, title: chat.title, kind: 'single', content });
}
