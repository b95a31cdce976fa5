import type { Api, Json } from '../../harness/api.mts';

export async function deleteRow(api: Api, table: string, match: Record<string, string>) {
	await api.deleteDataTableRows(table, match);
}

export async function deleteAllRows(api: Api, table: string) {
	await api.emptyDataTable(table);
}

export async function changeRow(
	api: Api,
	table: string,
	match: Record<string, string>,
	data: Json,
) {
	await api.updateDataTableRows(table, match, data);
}
