import type { InformationCategory, Party, SessionEvent } from './session.mts';
import type { World } from './world.mts';
import { element, isWritable, type XmlElement } from './xml.mts';

const party = (name: string, who: Party | undefined): XmlElement[] =>
	who ? [element(name, who.name, { type: who.type, gsnumber: who.gsnumber })] : [];

/** Text that XML cannot hold comes base64-encoded, instead of `body` (reference, 4.5). */
function bodyOf(text: string | undefined): XmlElement[] {
	if (text === undefined) return [];
	if (isWritable(text)) return [element('body', text)];
	return [element('encoded_body', Buffer.from(text, 'utf8').toString('base64'))];
}

/** `<data>` in both shapes seen: one block with many values, or a block a value. */
function dataOf(world: World, data: SessionEvent['data']): XmlElement[] {
	if (!data) return [];
	const values = data.map(({ name, value }) => element('value', undefined, { name, value }));
	return world.options.dataBlocks === 'one'
		? [element('data', values)]
		: values.map((value) => element('data', [value]));
}

function category({ name, rows }: InformationCategory): XmlElement {
	const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	const row = (fields: Record<string, string>) =>
		element(
			'row',
			Object.entries(fields).map(([field, value]) => element('field', value, { name: field })),
		);
	return element(
		'category',
		[
			element(
				'description',
				names.map((field) => element('field', undefined, { name: field })),
			),
			element('data', rows.map(row)),
		],
		{ name },
	);
}

const fileOf = (filename: string, filesize: number): XmlElement[] => [
	element('filename', filename),
	element('filesize', filesize),
];

/** One `<event>`; without anything in it, it holds white space, as on the wire. */
export function eventElement(world: World, event: SessionEvent): XmlElement {
	const children = [
		...party('performed_by', event.by),
		...party('destination', event.to),
		...bodyOf(event.body),
		...(event.filename === undefined ? [] : fileOf(event.filename, event.filesize ?? 0)),
		...(event.files
			? [
					element(
						'files',
						event.files.map((file) => element('file', fileOf(file.filename, file.filesize))),
					),
				]
			: []),
		...dataOf(world, event.data),
		...(event.systemInformation
			? [element('system_information', event.systemInformation.map(category))]
			: []),
	];
	const attributes = { timestamp: event.at, event_type: event.type };
	return element('event', children.length > 0 ? children : '\n\n\t\t\t', attributes);
}
