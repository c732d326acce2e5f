/** A report for tests: two models, one of which the portal counts, and every kind of cell. */
import type { DeskReport } from './lead-results.ts';

const figure = (name: string, programme: string, measure: string, cells: unknown[]) =>
	({
		...{ figure: name, programme, measure },
		...{ now: cells[0], before: cells[1], year_ago: cells[2] ?? null }
	}) as DeskReport['figures'][number];

export const reported = (changes: Partial<DeskReport> = {}): DeskReport => ({
	...{ id: '00000000-0000-4000-8000-000000000001', state: 'published', version: 3 },
	...{ period: '2026-08', kind: 'month', year: 2026, nth: 8, edition: 1, note: null, number: '12' },
	...{ from_day: '2026-07-15', to_day: '2026-08-14', recount: false, over: true },
	...{ unit_name: 'Công an phường Minh Họa', demo: true, today: '2026-08-20' },
	...{ published_on: '2026-08-16', published_by: 'Trưởng Minh Họa' },
	opening: 'Tình hình ổn định.\nNhân dân <đồng tình> & ủng hộ.',
	outlook: null,
	models: [
		{
			...{ id: '00000000-0000-4000-8000-00000000000a', name: 'Gần dân sát việc' },
			...{ aim: 'Đến tận nhà.', since_year: 2022, since_month: 4, programme: 'visits' },
			text: 'Đã đến 31 nhà.'
		},
		{
			...{ id: '00000000-0000-4000-8000-00000000000b', name: 'Camera an ninh', aim: null },
			...{ since_year: null, since_month: null, programme: null, text: null }
		}
	],
	before: { from_day: '2026-06-15', to_day: '2026-07-14' },
	year_ago: { from_day: '2025-07-15', to_day: '2025-08-14' },
	figures: [
		figure('people_home', 'visits', 'count', [1240, 'few', 1240]),
		figure('given', 'fund', 'dong', [24_500_000, 'unpublished', 18_000_000]),
		figure('tips_kept', 'tips', 'percent', [85, 'few', 90])
	],
	paper: {
		...{ superior: 'Công an tỉnh Minh Họa', place: 'Minh Họa', symbol: 'BC-CAP' },
		...{ signer: 'Trưởng Công an phường', recipients: ['Công an tỉnh', 'Lưu: VT'] }
	},
	...changes
});
