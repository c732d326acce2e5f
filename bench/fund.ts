/**
 * The public ledger at a million entries: what its page and its balance take in the database, and how many rows a second are verified
 * once they are fetched. The rows are written as publishing would write them, without its triggers: chains that hold, in one pass.
 */
import process from 'node:process';
import type { Sql } from 'postgres';
import type { Chained } from '../supabase/functions/_shared/contracts/fund-public.ts';
import { Walk } from '../supabase/functions/_shared/ledger/index.ts';
import { guardConsole } from '../supabase/local/log.ts';
import { setup, variable } from '../supabase/local/testing-server.ts';
import { ask, books, ended, unit, type Books } from '../supabase/tests/ledgering.ts';
import { atLeast, atMost, percentile, type Figure } from './figure.ts';
import { setAside } from './indexes.ts';

const ENTRIES = Number(process.env.GANDAN_ENTRIES ?? 1_000_000);
const MONTHS = 60;
const RUNS = 15;

export async function measure(): Promise<Figure[]> {
	const end = process.env[variable] ? async () => {} : await setup();
	const release = guardConsole(() => {});
	const s = await books();
	try {
		await fill(s.root, s.treasurer.sub, ENTRIES);
		const at = `public ledger, ${ENTRIES.toLocaleString('en')} entries`;
		return [
			atMost(`${at}: a page, the slowest question`, await slowest(s, pages(s)), 'ms', 50),
			atMost(`${at}: what stands above it, balance and sums`, await slowest(s, [above]), 'ms', 50),
			atMost(`${at}: the balance`, await slowest(s, [balance]), 'ms', 5),
			atLeast(`${at}: rows verified a second, in Node`, await verified(s), '1/s', 100_000)
		];
	} finally {
		await ended(s);
		release();
		await end();
	}
}

type Question = { name: string; ask: (s: Books) => Promise<unknown> };

const above: Question = { name: 'above', ask: (s) => ask(s, 'anon', 'fund_public', { unit }) };
const balance: Question = {
	name: 'balance',
	ask: (s) =>
		s.db
			.sql`select money_after, goods_after from fund.published where unit = ${unit} order by seq desc limit 1`
};

/** The hard ones among them: what every row holds, what none does, the end of a long list. */
function pages(s: Books): Question[] {
	const page = (name: string, filter: object, after: number | null = null): Question => ({
		name,
		ask: () => ask(s, 'anon', 'fund_public_rows', { unit, filter, after, size: 50 })
	});
	const month = s.months[23]!;
	return [
		page('newest', {}),
		page('oldest', {}, 60),
		page('a month', { month }),
		page('gifts', { kind: 'gift' }),
		page('reversals', { kind: 'reversal' }),
		page('rewards of a month', { kind: 'rewards', month }),
		page('equipment', { purpose: 'equipment' }),
		...['ủng hộ', 'nguyen', 'loa so 77', 'PT-26-0001234', 'Minh Họa 4321', 'không có ai'].map((q) =>
			page(`words “${q}”`, { q })
		),
		page('words in a month', { q: 'ủng hộ', month }),
		page('rare words of a kind', { q: 'loa so 77', kind: 'gift' }),
		page('words of gifts among purchases', { q: 'ung ho', kind: 'spending' }),
		page('names among purchases', { q: 'nguyen', purpose: 'equipment' })
	];
}

async function slowest(s: Books, questions: readonly Question[]): Promise<number> {
	let worst = 0;
	for (const question of questions) {
		const times: number[] = [];
		for (let run = 0; run < RUNS; run++) {
			const from = performance.now();
			await question.ask(s);
			times.push(performance.now() - from);
		}
		const median = percentile(times, 0.5);
		process.stdout.write(`  ${question.name}: ${median.toFixed(1)} ms\n`);
		worst = Math.max(worst, median);
	}
	return worst;
}

/** Rows are fetched piece by piece; only the verifying counts, by what the thread worked, whatever else the machine does. */
async function verified(s: Books): Promise<number> {
	const walk = new Walk(unit);
	let spent = 0;
	for (;;) {
		const from_row = walk.seq + 1;
		const { rows } = await ask<{ rows: Chained[] }>(s, 'anon', 'fund_chain', { unit, from_row, size: 10_000 });
		if (rows.length === 0) break;
		const from = process.threadCpuUsage();
		const broken = walk.take(rows);
		const { user, system } = process.threadCpuUsage(from);
		spent += (user + system) / 1e6;
		if (broken) throw new Error(`The chain that was made breaks at ${broken.seq}: ${broken.why}.`);
	}
	return walk.seq / spent;
}

/** Sixty months of gifts, purchases, transfers and some reversals; `root` is stopped by no trigger. */
export async function fill(root: Sql, officer: string, count: number): Promise<void> {
	await root.begin(async (tx) => {
		await tx`set local session_replication_role = replica`;
		await tx`
			insert into fund.names (unit, name, shown, salt)
			select ${unit}, 'Nguyễn Minh Họa ' || n, n % 5 > 0, decode(md5(n::text), 'hex') from generate_series(1, ${count / 20}::int) n`;
		await tx`create temporary table named on commit drop as
			select row_number() over () as place, id, commitment from fund.names where unit = ${unit}`;
		await tx`create unique index on named (place)`;
		await tx.unsafe(`
			create function pg_temp.write(count int, months int, officer uuid) returns void language plpgsql as $$
			declare
				e fund.entries;
				p fund.published;
				first date := (date_trunc('month', house.local_day(now())) - make_interval(months => months))::date;
				donors int := (select count(*) from named);
			begin
				e.unit := '${unit}'; p.unit := '${unit}';
				e.before := fund.chain_start(e.unit, 'so'); p.before := fund.chain_start(p.unit, 'so-cong-khai');
				e.basis := 'Quy chế quản lý Quỹ'; e.holder := 'Trưởng Công an phường'; e.anonymous := false; e.posted_by := officer;
				p.money_after := 0; p.goods_after := 0; p.goods := 0;
				for n in 1..count loop
					e.id := gen_random_uuid(); e.seq := n; p.seq := n;
					p.month := (first + make_interval(months => ((n - 1)::bigint * months / count)::int))::date;
					e.day := p.month + (n % 28); e.at := house.at(e.day, 0) + make_interval(secs => n / 1000.0);
					e.kind := case when n % 2000 = 0 then 'reversal' when n % 10 < 8 then 'gift' when n % 10 = 8 then 'spending' else 'transfer' end;
					e.debit := case e.kind when 'gift' then 'cash' when 'spending' then 'equipment' when 'transfer' then 'bank' else 'gifts' end;
					e.credit := case e.kind when 'gift' then 'gifts' else 'cash' end;
					e.amount := 50000 + n % 97 * 1000;
					e.words := case e.kind when 'gift' then 'Ủng hộ phong trào' when 'spending' then 'Mua loa số ' || n else 'Nộp tiền' end;
					e.voucher := 'PT-' || to_char(extract(year from e.day)::int % 100, 'FM00') || '-' || lpad(n::text, 7, '0');
					e.voucher_kind := 'receipt'; e.voucher_year := extract(year from e.day); e.voucher_place := n;
					e.name := null; e.commitment := null;
					e.payment := case e.kind when 'spending' then gen_random_uuid() end; e.payment_state := case e.kind when 'spending' then 'paid' end;
					e.reverses := case e.kind when 'reversal' then gen_random_uuid() end;
					if e.kind = 'gift' then
						select x.id, x.commitment into e.name, e.commitment from named x where x.place = 1 + n % donors;
					end if;
					e.hash := fund.entry_hash(e);
					insert into fund.entries (
						id, unit, seq, kind, day, debit, credit, amount, basis, holder, words, voucher_kind, voucher_year, voucher_place, voucher, name,
						commitment, payment, payment_state, reverses, anonymous, posted_by, at, before, hash
					) values (
						e.id, e.unit, e.seq, e.kind, e.day, e.debit, e.credit, e.amount, e.basis, e.holder, e.words, e.voucher_kind, e.voucher_year,
						e.voucher_place, e.voucher, e.name, e.commitment, e.payment, e.payment_state, e.reverses, false, e.posted_by, e.at, e.before, e.hash
					);
					p.day := e.day; p.kind := e.kind; p.purpose := case e.kind when 'spending' then 'equipment' end; p.amount := e.amount;
					p.money := case e.kind when 'gift' then e.amount when 'transfer' then 0 else -e.amount end;
					p.money_after := p.money_after + p.money; p.voucher := e.voucher; p.words := e.words; p.name := e.name;
					p.commitment := e.commitment;
					p.tie := sha256(convert_to(concat_ws(E'\\n', 'gan-dan/quy/moc/1', 1, p.money, encode(e.hash, 'hex')), 'UTF8'));
					p.hash := sha256(convert_to(fund.row_text(p), 'UTF8'));
					insert into fund.published (
						unit, seq, month, day, kind, purpose, amount, money, goods, money_after, goods_after, voucher, name, commitment, words, tie, before,
						hash
					) values (
						p.unit, p.seq, p.month, p.day, p.kind, p.purpose, p.amount, p.money, 0, p.money_after, 0, p.voucher, p.name, p.commitment,
						p.words, p.tie, p.before, p.hash
					);
					insert into fund.covers (entry, unit, row) values (e.id, e.unit, n);
					e.before := e.hash; p.before := p.hash;
				end loop;
			end
			$$`);
		const restore = await setAside(tx as unknown as Sql, ['fund.entries', 'fund.published', 'fund.covers']);
		await tx`select pg_temp.write(${count}::int, ${MONTHS}::int, ${officer}::uuid)`;
		await restore();
		await tx`
			insert into fund.totals (unit, month, kind, purpose, aid, amount, goods, rows)
			select unit, month, kind, coalesce(purpose, ''), '', sum(money), 0, count(*) from fund.published where unit = ${unit} group by 1, 2, 3, 4`;
		await tx`
			insert into fund.publications (unit, month, last_row, money, goods, booked, officer)
			select unit, month, max(seq), max(money_after), 0, max(money_after), ${officer} from fund.published where unit = ${unit} group by 1, 2`;
	});
	for (const table of ['entries', 'published', 'covers', 'names']) await root.unsafe(`vacuum analyze fund.${table}`);
}
