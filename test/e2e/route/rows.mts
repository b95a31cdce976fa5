import type { Api, Json } from '../../harness/api.mts';

export async function deleteRow(api: Api, table: string, match: Record<string, string>) {
	await api.deleteDataTableRows(table, match);
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
	await api.updateDataTableRows(table, match, data);
}
