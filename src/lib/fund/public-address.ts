/** Which part of which ledger a page shows, in its address: what somebody found can be sent to somebody else. */
import type { RowFilter } from './public-fund.ts';

export type Asked = { unit: string; filter: RowFilter };

/** Written out: the contract weighs more than the page, and comes when something is asked for. */
export const kinds = [
	'opening',
	'gift',
	'spending',
	'transfer',
	'reversal',
	'aid',
	'rewards'
] as const satisfies readonly RowFilter['kind'][];
export const purposes = [
	'movement',
	'reward',
	'support',
	'equipment'
] as const satisfies readonly RowFilter['purpose'][];

/** What an address asks for; whatever in it means nothing is left out. */
export function askedIn(search: string): {
	unit: string | null;
	filter: RowFilter;
	/** Of a statement: `2026-08` or `2026`. */
	period: string | null;
} {
	const said = new URLSearchParams(search);
	const unit = said.get('don-vi') ?? '';
	const month = said.get('thang') ?? '';
	const period = said.get('ky') ?? '';
	const q = said.get('tim')?.trim();
	const kind = kinds.find((one) => one === said.get('loai'));
	const purpose = purposes.find((one) => one === said.get('muc-dich'));
	return {
		unit: /^\d{5}$/.test(unit) ? unit : null,
		period: /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(period) ? period : null,
		filter: {
			...(/^\d{4}-(0[1-9]|1[0-2])$/.test(month) && { month: `${month}-01` }),
			...(kind && { kind }),
			...(purpose && { purpose }),
			...(q && { q: q.slice(0, 80) })
		}
	};
}

/** The other way round: `?don-vi=21439&thang=2026-08`. */
export function addressOf({ unit, filter }: Asked): string {
	const said = new URLSearchParams({ 'don-vi': unit });
	if (filter.month) said.set('thang', filter.month.slice(0, 7));
	if (filter.kind) said.set('loai', filter.kind);
	if (filter.purpose) said.set('muc-dich', filter.purpose);
	if (filter.q) said.set('tim', filter.q);
	return `?${said}`;
}

/** Where the statement of a period stands: `?don-vi=21439&ky=2026-08`. */
export const reportAddress = (unit: string, period: string): string =>
	`?${new URLSearchParams({ 'don-vi': unit, ky: period })}`;
