/**
 * A bank's statement of ten thousand lines: from bytes to judged lines, as the Worker and the page do it; then the one command that
 * takes them, on a server that flushes each commit to the disk; and the suggestions for what a page shows.
 */
import process from 'node:process';
import { connect } from '../supabase/local/bootstrap.ts';
import { guardConsole } from '../supabase/local/log.ts';
import { setup, variable } from '../supabase/local/testing-server.ts';
import { judge } from '../supabase/functions/_shared/statement/judge.ts';
import { openStatement } from '../supabase/functions/_shared/statement/open.ts';
import type { StatementLine } from '../supabase/functions/_shared/statement/shapes.ts';
import { suggest } from '../supabase/functions/_shared/statement/suggest.ts';
import { ago, FIRST, importOf, OPENING, scene, statement } from '../supabase/tests/banking.ts';
import { atMost, percentile, type Figure } from './figure.ts';

const LINES = 10_000;
const RUNS = 5;

const file = (): Uint8Array => {
	let balance = OPENING;
	const day = ago(35).split('-').reverse().join('/');
	const rows = Array.from({ length: LINES }, (_, n) => {
		const amount = n % 3 ? 150_000 + n : -(100_000 + n);
		balance += amount;
		const sides = amount < 0 ? [(-amount).toLocaleString('vi-VN'), ''] : ['', amount.toLocaleString('vi-VN')];
		return [day, `FT26${n}`, ...sides, balance.toLocaleString('vi-VN'), `Nguyễn Thị Lụa ủng hộ quỹ lần ${n}, thôn "Đồng Xuân"`];
	});
	const heading = ['Ngày giao dịch', 'Số tham chiếu', 'Ghi nợ', 'Ghi có', 'Số dư', 'Diễn giải'];
	const text = [heading, ...rows]
		.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
		.join('\r\n');
	return new TextEncoder().encode(text);
};

async function read(bytes: Uint8Array): Promise<StatementLine[]> {
	const opened = await openStatement({ bytes, mapping: [], today: ago(0) });
	if (opened.kind !== 'sheets') throw new Error('a sheet was to be measured');
	const { table } = opened.sheets[opened.best]!;
	const { statement: taken } = judge(table, table.columns, ago(0));
	if (taken?.lines.length !== LINES) throw new Error('not what was to be measured');
	return taken.lines;
}

async function timed(work: () => unknown): Promise<number> {
	const from = performance.now();
	await work();
	return performance.now() - from;
}
async function median(work: () => unknown): Promise<number> {
	const times: number[] = [];
	for (let run = 0; run < RUNS; run++) times.push(await timed(work));
	return percentile(times, 0.5);
}

export async function measure(): Promise<Figure[]> {
	const bytes = file();
	const reading = await median(() => read(bytes));
	const lines = await read(bytes);
	const shown = lines.slice(0, 200).map(({ day, amount, text, reference }, n) => ({ id: `l${n}`, day, amount, text, reference }));
	const entries = lines.slice(0, 400).map(({ day, amount, text }, n) => ({ id: `e${n}`, day, amount, text, number: `PT-26-${n}` }));
	const suggesting = await median(() => suggest(shown, entries));
	return [
		atMost('statement of 10,000 lines read and judged, Node, median', reading, 'ms', null),
		atMost('statement of 10,000 lines imported', await importing(lines), 's', 10),
		atMost('suggestions for 200 lines among 400 entries, Node, median', suggesting, 'ms', null)
	];
}

/** Seconds of the command. */
async function importing(lines: StatementLine[]): Promise<number> {
	const end = process.env[variable] ? async () => {} : await setup();
	const release = guardConsole(() => {});
	try {
		const s = await scene(2);
		const root = connect(s.db.urls.admin);
		try {
			for (const name of ['fsync', 'synchronous_commit', 'full_page_writes'])
				await root.unsafe(`alter system set ${name} = on`);
			await root`select pg_reload_conf()`;
			const args = statement([FIRST, ago(30)], OPENING, lines.map(({ day, amount, text, reference }) => ({ day, amount, text, reference })));
			return (await timed(() => importOf(s, args))) / 1000;
		} finally {
			await root.end();
			await s.db.drop();
		}
	} finally {
		release();
		await end();
	}
}
