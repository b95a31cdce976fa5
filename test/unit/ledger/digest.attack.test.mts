import fc from 'fast-check';

import { digest } from '../../../nodes/shared/ledger/digest';
import { DEFAULTS } from '../../../nodes/shared/ledger/settingsTable';
import { runs } from '../runs.mts';

const NOW = Date.parse('2026-03-03T08:00:00.000Z');

const cell = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.constantFrom(
		'<img src=x onerror=alert(1)>',
		'"><script>',
		'\u202Eabc',
		'{{ $env }}',
		null,
		undefined,
	),
	fc.integer(),
	fc.date(),
	fc.boolean(),
	fc.object({ maxDepth: 1 }),
);
const row = fc.record(
	{
		key: fc.oneof(fc.string({ minLength: 1 }), cell),
		state: fc.oneof(fc.constantFrom('unlinked', 'chatted', 'quarantined', 'received'), cell),
		customer: cell,
		representative: cell,
		reason: cell,
		lastError: cell,
		suggestion: cell,
		startedAt: cell,
		endedAt: cell,
		createdAt: cell,
		updatedAt: cell,
		sweptTo: cell,
		raw: cell,
	},
	{ requiredKeys: ['key'] },
);
const rows = fc.array(fc.oneof(row, fc.anything({ maxDepth: 1 })), { maxLength: 6 });

test('makes a message of any rows, in which nothing that people typed is mark-up', () => {
	fc.assert(
		fc.property(rows, rows, rows, rows, (open, failed, latest, sweeps) => {
			const settings = { ...DEFAULTS, linkFormUrl: 'https://n8n.example/form/"><b>' };
			const said = digest({ open, failed, latest, sweeps, settings, now: NOW, timezone: 'UTC' });
			const bare = said.html.replace(
				/<(\/?(h3|ul|li|p|b|a)|p style="color:#b00020"|a href="[^"<>]*")>/g,
				'',
			);
			expect(bare).not.toMatch(/[<>]/);
			expect(said.html + said.text + said.subject).not.toMatch(/[\u202a-\u202e\0]/);
			expect(said.subject).not.toMatch(/\n/);
			expect(said.counts.unlinked.count).toBeLessThanOrEqual(open.length);
		}),
		{ numRuns: Math.min(runs.numRuns, 2000) },
	);
});
