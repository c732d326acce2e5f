/**
 * What an operator types for one visit while a caller speaks: presses counted by a scripted operator at the keyboard of the
 * built officers' page, and the time that typing takes by the keystroke-level model (Card, Moran, Newell 1980: 0.28 s a key for
 * an average non-secretary typist, 0.2 s for an average skilled one; no thinking, no listening).
 */
import { randomInt } from 'node:crypto';
import process from 'node:process';
import { guardConsole } from '../supabase/local/log.ts';
import { launch } from '../supabase/local/browser.ts';
import { setup, variable } from '../supabase/local/testing-server.ts';
import { startStack } from '../supabase/local/testing.ts';
import { makeWorld } from '../tests/functions/world.ts';
import { bookAsHeard, Typist } from '../tests/journeys/typist.ts';
import { buildingForTests } from '../scripts/checks.ts';
import { step } from '../scripts/step.ts';
import { atMost, type Figure } from './figure.ts';

const SECONDS_A_KEY = 0.28;
const site = 'bench/out/desk';

export async function measure(): Promise<Figure[]> {
	const end = process.env[variable] ? async () => {} : await setup();
	const release = guardConsole(() => {});
	try {
		if (!(await step(buildingForTests, { env: { GANDAN_SITE: site } })))
			throw new Error('The pages do not build.');
		const stack = await startStack({ build: site });
		const browser = await launch();
		try {
			const world = await makeWorld(stack.sql, { code: String(randomInt(50_000, 60_000)) });
			const { email, password } = await stack.officer({ unit: world.unit, roles: ['desk'] });
			const page = await browser.newPage({ baseURL: stack.origin });
			await page.goto('/can-bo/dang-nhap');
			await page.getByLabel('Thư điện tử').fill(email);
			await page.getByLabel('Mật khẩu').fill(password);
			await page.getByRole('button', { name: 'Đăng nhập' }).click();
			const typist = new Typist(page);
			const started = performance.now();
			await bookAsHeard(page, typist, {
				phone: '0911222333',
				name: 'Trần Thị Hoa',
				person: 'Nguyễn Thị Lụa',
				hamlet: 'so 1',
				landmark: 'Sau đình, cổng xanh'
			});
			const machine = (performance.now() - started) / 1000;
			const [row] = await stack.sql`
				select count(*)::int as n from queue.cases where unit = ${world.unit} and state = 'held' and channel = 'hotline'`;
			if (row!.n !== 1) throw new Error('The operator booked nothing.');
			const keys = typist.pressed + typist.spelled;
			return [
				atMost('hotline booking, keystrokes besides names and addresses', typist.pressed, 'keys', 25),
				atMost('hotline booking, typing, names and addresses too', keys * SECONDS_A_KEY, 's', 90),
				atMost('hotline booking, what the machine takes', machine, 's', null)
			];
		} finally {
			await browser.close();
			await stack.stop();
		}
	} finally {
		release();
		await end();
	}
}
