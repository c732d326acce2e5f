import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unlockKeys, verifyDesk } from '../../src/lib/sealed/cipher.ts';
import { Walk } from '../../supabase/functions/_shared/ledger/index.ts';
import type { DeskFloor } from '../../supabase/functions/_shared/contracts/sealing.ts';
import type { Report } from '../../supabase/functions/_shared/contracts/results.ts';
import { ensureDemo, type DemoOfficer } from '../../supabase/local/demo.ts';
import { makeSecrets, type Secrets } from '../../supabase/local/secrets.ts';
import { readSnapshot } from '../../supabase/local/snapshot.ts';
import { startStack, type TestStack } from '../../supabase/local/testing.ts';

describe('the demonstration after its first start', () => {
	let stack: TestStack;
	let secrets: Secrets;
	let officers: DemoOfficer[];
	const home = mkdtempSync(join(tmpdir(), 'gandan-demo-'));
	let opened = 0;
	const open = async () => {
		opened++;
		return { origin: stack.origin, stop: async () => undefined };
	};

	beforeAll(async () => {
		stack = await startStack({ functions: false });
		secrets = { ...(await makeSecrets()), publishableKey: stack.keys.publishable };
		officers = await ensureDemo(open, stack.db.url, { home, secrets });
	});
	afterAll(async () => {
		await stack.stop();
		rmSync(home, { recursive: true });
	});

	it('has two units whose investigator and lead open their keys with the codes of this folder', async () => {
		const withCode = officers.filter(({ code }) => code);
		expect(withCode.map(({ unit }) => unit).sort()).toEqual(['21439', '21439', '21451', '21451']);
		const kept = JSON.parse(readFileSync(join(home, 'secrets.json'), 'utf8')) as Secrets;
		for (const { email, password, code } of withCode) {
			expect(kept.codes[email]).toBe(code);
			const { token } = await stack.signIn(email, password);
			const { body } = await stack.rpc('staff_keys', {}, token);
			const holder = await unlockKeys(Buffer.from(body.keys.bundle, 'base64'), code!);
			expect(holder.recipient).toBe(body.keys.recipient);
		}
	});

	it('has the head of a hamlet, who enters lists for it alone', async () => {
		const head = officers.find(({ roles }) => roles.includes('collaborator'))!;
		const { token } = await stack.signIn(head.email, head.password);
		const { body } = await stack.rpc('booking_list_places', {}, token);
		expect(body).toMatchObject({ own: true, hamlets: [{ name: expect.stringContaining('1') }] });
	});

	it('has signed lists, which a build of its snapshot believes', async () => {
		const { units } = (await readSnapshot(stack.sql)) as {
			units: { units: { code: string; desk: DeskFloor | null }[] };
		};
		for (const code of ['21439', '21451']) {
			const floor = units.units.find((unit) => unit.code === code)!.desk!;
			const { body } = await stack.rpc('staff_desk_public', { unit: code, since: 0 });
			expect(verifyDesk(body.desk, floor, code, new Date()).members).toHaveLength(2);
		}
	});

	it('has a roster of three weeks around today without a hole at the desk, and no hand-over left unsigned', async () => {
		const lead = officers.find(({ roles }) => roles.includes('lead'))!;
		const { token } = await stack.signIn(lead.email, lead.password);
		const [row] = await stack.sql`
			select count(*)::int as shifts, count(*) filter (where d.id is null)::int as holes
			from (select date_trunc('week', house.local_day(now()))::date as monday) w,
				staff.shifts('21439', w.monday - 7, w.monday + 13) s
				left join staff.duty d on d.unit = '21439' and d.post = 'duty' and d.starts_at = s.starts_at`;
		expect(row).toEqual({ shifts: 21, holes: 0 });
		expect((await stack.rpc('staff_duty_now', {}, token)).body.on).toHaveLength(3);
		expect((await stack.rpc('queue_handover_due', {}, token)).body.told).toEqual([]);
		const { body } = await stack.rpc('queue_handovers', { before: null }, token);
		const states = body.handovers.map(({ state }: { state: string }) => state);
		expect(states.filter((state: string) => state === 'done').length).toBeGreaterThanOrEqual(6);
	});

	it('has a public ledger of made-up people that says so, three months of which are published and hold', async () => {
		const unit = '21439';
		const { body: told } = await stack.rpc('fund_public', { unit });
		expect(told).toMatchObject({ demo: true, waiting: [] });
		expect(told.months).toHaveLength(3);
		expect(told.months[0].money + told.months[0].goods).toBe(told.months[0].booked);
		const { body } = await stack.rpc('fund_chain', { unit, from_row: 1, size: 100 });
		const walk = new Walk(unit);
		expect(walk.take(body.rows)).toBeNull();
		expect(walk).toMatchObject({ seq: told.rows, head: told.head, money: told.balance.money });
		const treasurer = officers.find(({ roles }) => roles.includes('treasurer'))!;
		const { token } = await stack.signIn(treasurer.email, treasurer.password);
		const month = `${told.today.slice(0, 8)}01`;
		expect((await stack.rpc('fund_month', { month }, token)).body.closed).toBeNull();
	});

	it('has two published reports, told of homes that nobody is named in, and of the ledger', async () => {
		const args = { unit: '21439', period: null, edition: null };
		const { body: told } = await stack.rpc('results_public', args);
		expect(told.periods).toHaveLength(2);
		const cells = Object.fromEntries(
			(told.report as Report).figures.map(({ figure, now, before }) => [figure, [now, before]])
		);
		expect(cells).toMatchObject({ homes_weekend: [22, 17], people_home: [29, 22] });
		expect(cells.given!.every((cell) => typeof cell === 'number')).toBe(true);
		const { body: there } = await stack.rpc('results_public', { ...args, unit: '21451' });
		expect(there).toMatchObject({ report: null, periods: [] });
	});

	it('is left as it is by the next start', async () => {
		const before = opened;
		expect(await ensureDemo(open, stack.db.url, { home, secrets })).toEqual(officers);
		expect(opened).toBe(before);
	});

	it('gives nobody an account where no unit is a demonstration', async () => {
		await stack.sql`update unit.units set demo = false`;
		expect(await ensureDemo(open, stack.db.url, { home, secrets })).toEqual([]);
	});
});
