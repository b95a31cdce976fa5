import type { InformationCategory, Party, SessionEvent, SharedFile } from './session.mts';
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
function dataOf(world: World, data: NonNullable<SessionEvent['data']>): XmlElement[] {
	if (data.length === 0) return [];
	const values = data.map(({ name, value }) => element('value', undefined, { name, value }));
	return world.options.dataBlocks === 'one'
		? [element('data', values)]
		: values.map((value) => element('data', [value]));
}

function category(world: World, { name, rows }: InformationCategory): XmlElement {
	const { informationNames } = world.options;
	const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	const row = (fields: Record<string, string>) =>
		element(
			'row',
			Object.entries(fields).map(([field, value]) =>
				element('field', value, { [informationNames]: field }),
			),
		);
	return element(
		'category',
		[
			element(
				'description',
				names.map((field) => element('field', undefined, { [informationNames]: field })),
			),
			element('data', rows.map(row)),
		],
		{ name },
	);
}

const fileElements = ({ filename, filesize }: SharedFile): XmlElement[] => [
	element('filename', filename),
	element('filesize', filesize),
];

const fileValues = ({ filename, filesize }: SharedFile): NonNullable<SessionEvent['data']> => [
	{ name: 'filename', value: filename },
	{ name: 'filesize', value: `${filesize}` },
];

/** Name and size of files as child elements, as values of `data`, or both (reference, 12). */
function filesOf(world: World, event: SessionEvent) {
	const { fileFacts } = world.options;
	const { filename, filesize = 0, files = [] } = event;
	const own = filename === undefined ? [] : [{ filename, filesize }];
	const shared = files.map((file) => element('file', fileElements(file)));
	return {
		elements:
			fileFacts === 'data'
				? []
				: [...own.flatMap(fileElements), ...(event.files ? [element('files', shared)] : [])],
		values: fileFacts === 'elements' ? [] : [...own, ...files].flatMap(fileValues),
	};
}

/** One `<event>`; without anything in it, it holds white space, as on the wire. */
export function eventElement(world: World, event: SessionEvent): XmlElement {
	const files = filesOf(world, event);
	const children = [
		...party('performed_by', event.by),
		...party('destination', event.to),
		...bodyOf(event.body),
		...files.elements,
		...dataOf(world, [...files.values, ...(event.data ?? [])]),
		...(event.systemInformation
			? [
					element(
						'system_information',
						event.systemInformation.map((one) => category(world, one)),
					),
				]
			: []),
	];
	const attributes = { timestamp: event.at, event_type: event.type };
	return element('event', children.length > 0 ? children : '\n\n\t\t\t', attributes);
}
