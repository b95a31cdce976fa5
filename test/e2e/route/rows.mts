import type { Api, Json } from '../../harness/api.mts';

const rowsOf = async (api: Api, table: string) =>
	`/rest/projects/${await api.personalProject()}/data-tables/${await api.dataTableId(table)}/rows`;

const filterFor = (match: Record<string, string>) => ({
	type: 'and',
	filters: Object.entries(match).map(([columnName, value]) => ({
		columnName,
		condition: 'eq',
		value,
	})),
});

export async function deleteRow(api: Api, table: string, match: Record<string, string>) {
	const filter = encodeURIComponent(JSON.stringify(filterFor(match)));
	await api.rest('DELETE', `${await rowsOf(api, table)}?filter=${filter}`);
}

export async function deleteAllRows(api: Api, table: string) {
	const any = { type: 'and', filters: [{ columnName: 'id', condition: 'gt', value: 0 }] };
	const filter = encodeURIComponent(JSON.stringify(any));
	await api.rest('DELETE', `${await rowsOf(api, table)}?filter=${filter}`);
}

export async function changeRow(
	api: Api,
	table: string,
	match: Record<string, string>,
	data: Json,
) {
	await api.rest('PATCH', await rowsOf(api, table), { filter: filterFor(match), data });
}
