/** What may go wrong with a phone on the road, on a real Chromium, a real server and a real door. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { onTheRoad, startPhone, type Phone } from './road.ts';

/** How often the app is killed: as promised with `npm run test:races`, a short form in every `npm test`. */
const kills = process.env.GANDAN_LONG === '1' ? 100 : 5;
const moments = ['begun', 'said', 'before_sending', 'under_way', 'answered'] as const;
const pin = '246813';

let at: Awaited<ReturnType<typeof onTheRoad>>;
let disk: string;
let phone: Phone | null = null;
beforeAll(async () => {
	at = await onTheRoad();
}, 120_000);
afterAll(() => at?.stop());
beforeEach(() => {
	disk = mkdtempSync(join(tmpdir(), 'gandan-disk-'));
});
afterEach(async () => {
	await phone?.kill();
	phone = null;
	rmSync(disk, { recursive: true, force: true });
});

/** The phone is switched on, and its officer opens the vault. `room`: bytes that the disk has for the portal. */
async function on(who = at.binh, room?: number) {
	// A passkey belongs to a name; a number has none.
	const origin = at.stack.origin.replace('127.0.0.1', 'localhost');
	phone = await startPhone(disk, origin);
	if (room !== undefined) {
		const cdp = await phone.context.newCDPSession(phone.page);
		await cdp.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: room });
	}
	await phone.page.evaluate((officer) => window.phone.arrive(officer), who);
	await phone.page.evaluate(([officer, pin]) => window.phone.open(officer, pin), [
		who,
		pin
	] as const);
	return phone;
}
const say = async ({ page }: Pick<Phone, 'page'>, home: boolean) =>
	page.evaluate(([args, thing, version]) => window.phone.say(args, thing, version), [
		at.said(home),
		at.id,
		await at.version()
	] as const);
const drain = ({ page }: Pick<Phone, 'page'>) => page.evaluate(() => window.phone.drain());
const nothing = {
	waiting: 0,
	refused: 0,
	needsSignIn: false,
	otherOfficer: false,
	ats: []
};

it(`an app that is killed ${kills} times in the middle of an outcome loses nothing and doubles nothing`, async () => {
	const before = (await at.done()).count;
	const told: string[] = [];
	for (let n = 0; n < kills; n++) {
		const dying = await on();
		expect(await drain(dying)).toEqual(nothing);
		await dying.dieAt(moments[n % moments.length]!, () =>
			say(dying, n % 2 === 0).then(() => drain(dying))
		);
		told.push(...dying.saidKeys);
	}
	expect(await drain(await on())).toEqual(nothing);
	const { keys, count } = await at.done();
	// Whatever the page called written is done; what it had no time to say may be done as well, and nothing is done twice.
	expect(told.filter((key) => !keys.includes(key))).toEqual([]);
	expect(told.length).toBeGreaterThanOrEqual(Math.floor((kills * 4) / 5));
	expect(count).toBe(keys.length);
	expect(count - before).toBeLessThanOrEqual(kills);
}, 900_000);

it('what waits is not sent in a colleague’s session, and goes out once its officer is back', async () => {
	const mine = await on();
	const before = (await at.done()).count;
	const door = '**/rounds_outcome';
	await mine.page.route(door, (route) => route.abort());
	expect(await say(mine, true)).toBe('said');
	await drain(mine);
	// In another tab somebody signs out and somebody else in; this one still shows the first officer's day.
	const other = { page: await mine.newPage() };
	await other.page.evaluate((officer) => window.phone.arrive(officer), at.binh);
	await other.page.evaluate(() => window.phone.signOut());
	await other.page.evaluate((officer) => window.phone.arrive(officer), at.cuong);
	await mine.page.unroute(door);
	expect(await drain(mine)).toMatchObject({ waiting: 1, refused: 0, otherOfficer: true });
	expect((await at.done()).count).toBe(before);
	await other.page.evaluate(() => window.phone.signOut());
	await other.page.evaluate((officer) => window.phone.arrive(officer), at.binh);
	expect(await drain(mine)).toEqual(nothing);
	expect((await at.done()).count).toBe(before + 1);
}, 120_000);

it('a session that ended keeps everything and asks to sign in; then it goes on', async () => {
	const mine = await on();
	// The server knows a session from its first question on.
	expect(await say(mine, true)).toBe('said');
	expect(await drain(mine)).toEqual(nothing);
	const before = (await at.done()).count;
	await at.stack
		.sql`update staff.sessions set last_seen = now() - interval '2 hours' where user_id = ${at.binh.id}`;
	expect(await say(mine, false)).toBe('said');
	expect(await drain(mine)).toMatchObject({ waiting: 1, refused: 0, needsSignIn: true });
	await mine.page.evaluate((officer) => window.phone.arrive(officer), at.binh);
	expect(await drain(mine)).toEqual(nothing);
	expect((await at.done()).count).toBe(before + 1);
}, 120_000);

it('a phone whose clock is off by seven hours says when things were by the server’s, in their order', async () => {
	const mine = await on();
	const before = (await at.done()).count;
	await mine.page.clock.install({ time: Date.now() + 7 * 3_600_000 });
	// The first answer tells the time; then the line is gone.
	expect(await say(mine, true)).toBe('said');
	expect(await drain(mine)).toEqual(nothing);
	await mine.context.setOffline(true);
	expect(await say(mine, false)).toBe('said');
	await mine.page.clock.setSystemTime(Date.now() + 2 * 3_600_000);
	expect(await say(mine, true)).toBe('said');
	const { ats } = await mine.page.evaluate(() => window.phone.look());
	expect(Math.abs(Date.parse(ats[0]!) - Date.now())).toBeLessThan(60_000);
	await mine.context.setOffline(false);
	expect(await drain(mine)).toEqual(nothing);
	expect((await at.done()).count).toBe(before + 3);
}, 120_000);

it('a phone that is full says so and keeps nothing half, and still opens and sends what it has', async () => {
	const first = await on();
	const before = (await at.done()).count;
	await first.context.setOffline(true);
	expect(await say(first, true)).toBe('said');
	await first.kill();
	const full = await on(at.binh, 1);
	expect(await say(full, false)).toBe('storage_full');
	await full.kill();
	expect(await drain(await on())).toEqual(nothing);
	expect((await at.done()).count).toBe(before + 1);
}, 120_000);

it('a passkey of the device opens the vault without a line; another finger does not', async () => {
	const mine = await on();
	const cdp = await mine.context.newCDPSession(mine.page);
	await cdp.send('WebAuthn.enable');
	const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			ctap2Version: 'ctap2_1',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			hasPrf: true,
			automaticPresenceSimulation: true,
			isUserVerified: true
		}
	});
	await mine.page.evaluate((pin) => window.phone.addPasskey(pin), pin);
	await mine.context.setOffline(true);
	const opened = () => mine.page.evaluate(() => window.phone.openByPasskey());
	expect(await opened()).toBe('open');
	await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
	expect(await opened()).toBe('passkey_cancelled');
}, 120_000);
