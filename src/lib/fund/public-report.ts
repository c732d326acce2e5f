/** The statement of a month or a year: what a public ledger says of its published months, put together. */
import { purposes } from './public-address.ts';
import type { Ledger } from './public-fund.ts';
import { isReconciled } from './public-sums.ts';

type Total = Ledger['totals'][number];
/** What of a ledger a statement needs. */
export type Told = Pick<
	Ledger,
	| ('unit' | 'unit_name' | 'demo' | 'today' | 'holder' | 'basis')
	| ('months' | 'totals' | 'reconciled_until')
>;
type Figures = Pick<Told, 'months' | 'totals' | 'reconciled_until'>;
export type Held = { money: number; goods: number };
export type Spent = Held & { purpose: (typeof purposes)[number] };
/** `times`: how often a family was helped; `untold`: under five of them, of which no number is told. */
export type Aid = Held & { aid: Total['aid']; times: number; untold: boolean };

export type Report = {
	/** `2026-08`, or `2026`. */
	period: string;
	opening: Held;
	/** What was there when the ledger began. */
	begun: Held;
	given: Held;
	/** Above zero, as is `aid`, which is what support was spent on. */
	spent: Spent[];
	aid: Aid[];
	/** Between the drawer and the account. */
	moved: number;
	mended: Held;
	closing: Held;
	/** What the unit's own books held at its end, goods as well. */
	booked: number;
	/** Whether every movement of the bank account until its end was found in a statement. */
	reconciled: boolean;
	/** Where the chain ended with it, and when it was published. */
	end: { rows: number; head: string; published_on: string };
	/** What it opened with and what came and went is what it closed with. */
	sound: boolean;
	/** Of a year its published months, oldest first. */
	months: Report[];
};

const nothing = (): Held => ({ money: 0, goods: 0 });
const sum = (held: readonly Held[], sign = 1): Held => ({
	money: held.reduce((total, { money }) => total + sign * money, 0),
	goods: held.reduce((total, { goods }) => total + sign * goods, 0)
});
/** The same things of each of several, added up by what they are of. */
function merged<Thing extends Held>(things: readonly Thing[], key: keyof Thing): Thing[] {
	const keys = [...new Set(things.map((thing) => thing[key]))];
	return keys.map((one) => {
		const same = things.filter((thing) => thing[key] === one);
		return { ...same[0]!, ...sum(same) };
	});
}

/** The statement of a period; null where no month of it is published. */
export function reportOf(told: Figures, period: string): Report | null {
	const months = told.months
		.filter(({ month }) => month.startsWith(period))
		.map(({ month }) => monthOf(told, month.slice(0, 7)))
		.reverse();
	if (months.length === 0) return null;
	return period.length === 4 ? yearOf(period, months) : months[0]!;
}

function monthOf({ months, totals, reconciled_until }: Figures, period: string): Report {
	const place = months.findIndex(({ month }) => month.startsWith(period));
	const { money, goods, booked, ...end } = months[place]!;
	const before = months[place + 1];
	const opening = before ? { money: before.money, goods: before.goods } : nothing();
	const lines = totals
		.filter(({ month }) => month.startsWith(period))
		.map((total) => ({ ...total, money: total.amount - total.goods }));
	const of = (kind: Total['kind'], sign = 1) =>
		sum(
			lines.filter((line) => line.kind === kind),
			sign
		);
	const given = of('gift');
	const outs = lines.filter(({ kind }) => ['spending', 'aid', 'rewards'].includes(kind));
	const spent = purposes
		.map((purpose) => ({ purpose, lines: outs.filter((line) => line.purpose === purpose) }))
		.filter(({ lines }) => lines.length > 0)
		.map(({ purpose, lines }) => ({ purpose, ...sum(lines, -1) }));
	const aid = lines
		.filter(({ kind }) => kind === 'aid')
		.map((line) => ({
			...{ aid: line.aid, ...sum([line], -1) },
			...{ times: line.families ?? 0, untold: line.families === null }
		}));
	return whole({
		...{ period, opening, begun: of('opening'), given, spent, aid, booked, months: [] },
		moved: of('transfer').money,
		mended: of('reversal'),
		closing: { money, goods },
		reconciled: isReconciled({ reconciled_until }, period),
		end: { rows: end.rows, head: end.head, published_on: end.published_on }
	});
}

/** A year is the sum of its months. */
function yearOf(period: string, months: Report[]): Report {
	const [first, last] = [months[0]!, months.at(-1)!];
	const aid = months.flatMap((month) => month.aid);
	return whole({
		...{ period, opening: first.opening, closing: last.closing, months },
		begun: sum(months.map(({ begun }) => begun)),
		given: sum(months.map(({ given }) => given)),
		spent: merged(
			months.flatMap(({ spent }) => spent),
			'purpose'
		).sort((a, b) => purposes.indexOf(a.purpose) - purposes.indexOf(b.purpose)),
		aid: merged(aid, 'aid').map((one) => {
			const same = aid.filter((other) => other.aid === one.aid);
			const times = same.reduce((total, { times }) => total + times, 0);
			return { ...one, times, untold: same.some(({ untold }) => untold) };
		}),
		moved: months.reduce((total, { moved }) => total + moved, 0),
		mended: sum(months.map(({ mended }) => mended)),
		...{ booked: last.booked, reconciled: last.reconciled, end: last.end }
	});
}

function whole(report: Omit<Report, 'sound'>): Report {
	const { opening, begun, given, spent, mended, closing, months } = report;
	const came = sum([opening, begun, given, mended]);
	const went = sum(spent);
	const follows = months.every(
		({ opening }, n) =>
			n === 0 ||
			(opening.money === months[n - 1]!.closing.money &&
				opening.goods === months[n - 1]!.closing.goods)
	);
	const sound =
		follows &&
		months.every((month) => month.sound) &&
		came.money - went.money === closing.money &&
		came.goods - went.goods === closing.goods;
	return { ...report, sound };
}

/** Months of a period that are over by a day and of which nothing is published yet, as `2026-09`, from the ledger's first one on. */
export function awaited(
	{ months }: Pick<Figures, 'months'>,
	period: string,
	today: string
): string[] {
	const first = months.at(-1)?.month.slice(0, 7);
	if (!first) return [];
	const all =
		period.length === 4
			? Array.from({ length: 12 }, (_, n) => `${period}-${String(n + 1).padStart(2, '0')}`)
			: [period];
	return all.filter(
		(one) =>
			one >= first &&
			one < today.slice(0, 7) &&
			!months.some(({ month }) => month.slice(0, 7) === one)
	);
}
