/** The whole public ledger as a file: CSV for a spreadsheet, JSON for whoever wants to verify it by themselves. */
import { m } from '#lib/paraglide/messages';
import { csvFile, csvLines, csvMark } from '#lib/platform/csv.ts';
import { Problem } from '#lib/platform/problem.ts';
import { pagesOf, type ReadPage } from './public-chain.ts';
import { readChain, type Chained, type Ledger, type Row } from './public-fund.ts';
import { aidWords, bandWords, kindWords, purposeWords } from './public-words.ts';

export type Format = 'csv' | 'json';
type Options = {
	signal?: AbortSignal;
	tell?: (done: number) => void;
	read?: ReadPage;
};

/** Which ledger, up to which day and row; that everything in it is made up, where it is. */
export function fileName({ unit, today, demo }: Ledger, format: Format): string {
	return `so-quy-${unit}-${today}${demo ? '-du-lieu-minh-hoa' : ''}.${format}`;
}

/** The rows that the page speaks of, oldest first. @throws Problem of the line, `bad_answer` where rows are missing */
export async function fileOf(
	ledger: Ledger,
	format: Format,
	{
		signal,
		tell = () => {},
		read = (from, size) => readChain(ledger.unit, from, size, signal)
	}: Options = {}
): Promise<Blob> {
	const write = format === 'csv' ? new Sheet(ledger) : new Chain(ledger);
	const parts: string[] = [write.head()];
	let done = 0;
	for await (const rows of pagesOf(read, ledger.rows)) {
		signal?.throwIfAborted();
		parts.push(write.rows(rows));
		tell((done += rows.length));
	}
	if (done !== ledger.rows) throw new Problem({ code: 'bad_answer', status: 502 });
	parts.push(write.foot());
	return format === 'csv' ? csvFile(...parts) : new Blob(parts, { type: 'application/json' });
}

class Sheet {
	#demo: string[];
	#money = 0;
	#goods = 0;

	constructor({ demo }: Ledger) {
		// In each line: lines are copied out of a sheet one by one.
		this.#demo = demo ? [m.fund_public_demo()] : [];
	}

	head(): string {
		return csvMark + csvLines([[...heads(), ...this.#demo.map(() => m.fund_public_csv_note())]]);
	}

	rows(rows: readonly Chained[]): string {
		return csvLines(rows.map((row) => this.#line(row)));
	}

	foot(): string {
		return '';
	}

	#line(row: Chained): (string | number)[] {
		const [seq, day, kind, purpose, aid, amount, money, goods, voucher, decision, , words] = row;
		const [, , , , , , , , , , , , bands, , hash, name] = row;
		this.#money += money;
		this.#goods += goods;
		return [
			...[
				seq,
				day,
				kindWords(kind),
				purpose ? purposeWords(purpose as NonNullable<Row['purpose']>) : ''
			],
			...[kind === 'aid' ? aidWords((aid || null) as Row['aid']) : '', words, name],
			...[amount, money, this.#money, goods, this.#goods, voucher, decision],
			...[bands ? bandWords(bands.split(',').map(Number)).join('; ') : '', hash, ...this.#demo]
		];
	}
}

const heads = () => [
	m.fund_public_csv_row(),
	m.fund_public_day(),
	m.fund_public_filter_kind(),
	m.fund_public_filter_purpose(),
	m.fund_public_csv_aid(),
	m.fund_public_csv_words(),
	m.fund_public_csv_name(),
	m.fund_public_csv_amount(),
	m.fund_public_csv_money(),
	m.fund_public_csv_money_after(),
	m.fund_public_csv_goods(),
	m.fund_public_csv_goods_after(),
	m.fund_public_csv_voucher(),
	m.fund_public_csv_decision(),
	m.fund_public_csv_bands(),
	m.fund_public_csv_hash()
];

/** The rows as they are hashed, with what is needed to do it again. */
class Chain {
	#ledger: Ledger;
	#first = true;

	constructor(ledger: Ledger) {
		this.#ledger = ledger;
	}

	head(): string {
		const { account: _, ...ledger } = this.#ledger;
		const about = {
			format: 'gan-dan/quy/so-cong-khai/1',
			...(ledger.demo && { note: m.fund_public_demo() }),
			fields: chainedFields,
			ledger
		};
		return `${JSON.stringify(about).slice(0, -1)},"chain":[\n`;
	}

	rows(rows: readonly Chained[]): string {
		const lines = rows.map((row) => JSON.stringify(row)).join(',\n');
		const joined = this.#first ? lines : `,\n${lines}`;
		this.#first = false;
		return joined;
	}

	foot(): string {
		return '\n]}\n';
	}
}

/** Names of what stands in a row of the chain. */
const chainedFields = [
	...['seq', 'day', 'kind', 'purpose', 'aid', 'amount', 'money', 'goods', 'voucher', 'decision'],
	...['commitment', 'words', 'bands', 'tie', 'hash', 'name', 'salt']
];
