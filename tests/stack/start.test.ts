import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { connect } from '../../supabase/local/bootstrap.ts';
import { running } from '../../supabase/local/run-file.ts';
import { fallen, openTown } from '../crashes/fallen.ts';
import { apart, begin, below, dev, makeHome, ready, run, runs } from './portal.ts';

const { home, remove } = makeHome();
let env: Record<string, string>;

beforeAll(async () => {
	env = await apart(home);
});
afterAll(remove);

/** Signs a demo officer in with the password that was printed. */
async function signIn(said: string) {
	const [, email, password] = /^ {2}(truc-ban@duc-pho\.example)\s+(\S+)/m.exec(said)!;
	const { publishableKey } = await (
		await fetch(`http://127.0.0.1:${env.PORT}/_config.json`)
	).json();
	const answer = await fetch(`http://127.0.0.1:${env.PORT}/auth/v1/token?grant_type=password`, {
		method: 'POST',
		headers: { apikey: publishableKey, 'content-type': 'application/json' },
		body: JSON.stringify({ email, password })
	});
	return answer.status;
}

describe('somebody who starts the portal', () => {
	it('gets an address and officers that can sign in, is refused a second start, and Ctrl-C ends all', async () => {
		const portal = begin(dev, env);
		await portal.says(ready);
		expect(await signIn(portal.said())).toBe(200);
		expect(statSync(join(home, 'secrets.json')).mode & 0o777).toBe(0o600);

		const second = await run(dev, { ...env, ...(await apart(home)) });
		expect(second).toMatchObject({ code: 1 });
		expect(second.said.trim()).toMatch(/^The portal already runs on this data folder/);
		const reset = await run(['scripts/reset.ts'], env);
		expect(reset).toMatchObject({ code: 1 });

		const invited = await run(
			['scripts/invite-lead.ts', '21451', 'lead@example.test', 'Lê Thị Mời'],
			env
		);
		expect(invited.code).toBe(0);
		expect(invited.said).toMatch(/\n {2}[0-9a-f]{32}\n/);
		const nobody = await run(['scripts/invite-lead.ts', '99999', 'a@example.test', 'Lê'], env);
		expect(nobody.said).toMatch(
			/^DATABASE_URL is not set: this is about the portal in .+\.\nThere is no unit 99999\. There are: 21439, /
		);

		const renewed = await run(['scripts/new-password.ts', 'nobody@example.test'], env);
		expect(renewed.code).toBe(1);
		expect(renewed.said).toMatch(/\nNobody signs in with nobody@example\.test\.\n$/);

		const children = below(portal.child.pid!);
		portal.child.kill('SIGINT');
		expect((await portal.ended).code).toBe(0);
		await vi.waitFor(() => expect(children.filter(runs)).toEqual([]), 5_000);
	});

	it('finds data and passwords again after the portal itself was killed, and is there again by itself', async () => {
		const killed = begin(dev, env);
		await killed.says(ready);
		const passwords = killed.said().match(/\S+\.example\s+\S+/g);
		process.kill(running(home)!.pid, 'SIGKILL');
		await killed.says('The portal was killed (SIGKILL) and is started again.');
		await vi.waitFor(() => expect(killed.said().split(ready)).toHaveLength(3), 60_000);
		expect(killed.said().match(/\S+\.example\s+\S+/g)).toEqual([...passwords!, ...passwords!]);
		expect(await signIn(killed.said())).toBe(200);
		killed.child.kill('SIGTERM');
		expect((await killed.ended).code).toBe(0);
	});

	it('reads that the edge functions and the database ended by themselves, and finds both at work again', async () => {
		const portal = begin(dev, env);
		await portal.says(ready);
		const children = () => below(portal.child.pid!);
		const said = portal.said();
		for (const [program, part] of [
			['deno', 'The process of the edge functions'],
			['postgres', 'PostgreSQL']
		] as const) {
			const victim = children().find((pid) =>
				new RegExp(`/${program}\\0`).test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
			);
			process.kill(victim!, 'SIGKILL');
			await portal.says(`${part} ended by itself and is started again.`);
			await portal.says(`${part} is back after `);
			expect(runs(victim!)).toBe(false);
		}
		expect(await signIn(said)).toBe(200);
		// Once here, twenty times with `npm run test:crashes`: stopped at once while a town goes on writing.
		const at = await openTown(home, `http://127.0.0.1:${env.SUPABASE_PORT}`);
		const end = at.town.begin(2);
		await vi.waitFor(() => expect(at.town.count()).toBeGreaterThan(8), 40_000);
		expect(await fallen(at, home)).toBeLessThan(5_000);
		await end();
		expect(at.doors.faults).toEqual([]);
		expect(await at.wrongs()).toEqual([]);
		const last = children();
		portal.child.kill('SIGINT');
		expect((await portal.ended).code).toBe(0);
		await vi.waitFor(() => expect(last.filter(runs)).toEqual([]), 5_000);
		// What a terminal or a service keeps of all this, and of the town's people.
		expect(portal.said()).toContain('ended by itself and is started again.');
		expect(portal.said()).not.toMatch(/Lụa|Bền|Lê Thị Ớt|\+84900|0900 |age-encryption/);
	});

	it('is told that the data folder was made by others', async () => {
		const portal = begin(dev, env);
		await portal.says(ready);
		const sql = connect(running(home)!.database);
		await sql`update supabase_migrations.schema_migrations set hash = 'another' where version like '%000100'`;
		await sql.end();
		portal.child.kill('SIGINT');
		await portal.ended;
		const { code, said } = await run(dev, env);
		expect(code).toBe(1);
		expect(said).toContain('was made by other migrations than these: `npm run reset` starts over.');
	});

	it('is told that the data folder is broken, and starts over with a reset', async () => {
		writeFileSync(join(home, 'db/global/pg_control'), 'nothing');
		const { code, said } = await run(dev, env);
		expect(code).toBe(1);
		expect(said).toContain('The data folder is broken');
		expect((await run(['scripts/reset.ts'], env)).code).toBe(0);
	});
}, 120_000);
