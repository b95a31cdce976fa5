import type { Json } from './executions.mts';
import type { Rest } from './rest.mts';

export interface DataTable {
	id: string;
	name: string;
	columns: Array<{ id: string; name: string; type: string }>;
}

type Column = { name: string; type: 'string' | 'number' | 'boolean' | 'date' };

/** Data tables of the owner's personal project. */
export function dataTableCalls(rest: Rest) {
	let projectId: string | undefined;

	/** Id of the personal project, where everything made here lives. */
	async function personalProject(): Promise<string> {
		projectId ??= (await rest<{ id: string }>('GET', '/rest/projects/personal')).id;
		return projectId;
	}

	const base = async () => `/rest/projects/${await personalProject()}/data-tables`;

	async function listDataTables(): Promise<DataTable[]> {
		return (await rest<{ data: DataTable[] }>('GET', `${await base()}?take=100`)).data;
	}

	/** The id of the table of exactly this name. */
	async function dataTableId(name: string): Promise<string> {
		const tables = await listDataTables();
		const table = tables.find((one) => one.name === name);
		if (!table) {
			throw new Error(`No data table '${name}'; there are: ${tables.map((one) => one.name)}`);
		}
		return table.id;
	}

	async function createDataTable(name: string, columns: Column[]): Promise<DataTable> {
		return await rest<DataTable>('POST', await base(), { name, columns });
	}

	/** All rows of a table, oldest first; n8n hands out 250 at a time at most. */
	async function dataTableRows<Row = Json>(name: string): Promise<Row[]> {
		const path = `${await base()}/${await dataTableId(name)}/rows?take=250&sortBy=id:asc`;
		const rows: Row[] = [];
		for (;;) {
			const { data } = await rest<{ data: Row[] }>('GET', `${path}&skip=${rows.length}`);
			rows.push(...data);
			if (data.length < 250) return rows;
		}
	}

	async function insertDataTableRows(name: string, rows: Json[]): Promise<Json[]> {
		const path = `${await base()}/${await dataTableId(name)}/insert`;
		return await rest<Json[]>('POST', path, { data: rows, returnType: 'all' });
	}

	const equal = (match: Record<string, string>) => ({
		type: 'and',
		filters: Object.entries(match).map(([columnName, value]) => ({
			columnName,
			condition: 'eq',
			value,
		})),
	});

	/** Writes into every row whose columns hold exactly these values. */
	async function updateDataTableRows(
		name: string,
		match: Record<string, string>,
		data: Json,
	): Promise<void> {
		const path = `${await base()}/${await dataTableId(name)}/rows`;
		await rest('PATCH', path, { filter: equal(match), data });
	}

	/** Deletes every row whose columns hold exactly these values. */
	async function deleteDataTableRows(name: string, match: Record<string, string>): Promise<void> {
		const filter = encodeURIComponent(JSON.stringify(equal(match)));
		await rest('DELETE', `${await base()}/${await dataTableId(name)}/rows?filter=${filter}`);
	}

	/** Deletes every row; the table stays. */
	async function emptyDataTable(name: string): Promise<void> {
		const all = { type: 'and', filters: [{ columnName: 'id', condition: 'gt', value: 0 }] };
		const filter = encodeURIComponent(JSON.stringify(all));
		await rest('DELETE', `${await base()}/${await dataTableId(name)}/rows?filter=${filter}`);
	}

	async function deleteDataTable(name: string): Promise<void> {
		await rest('DELETE', `${await base()}/${await dataTableId(name)}`);
	}

	return {
		personalProject,
		listDataTables,
		dataTableId,
		createDataTable,
		dataTableRows,
		insertDataTableRows,
		updateDataTableRows,
		deleteDataTableRows,
		emptyDataTable,
		deleteDataTable,
	};
}
