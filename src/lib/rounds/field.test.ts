import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Field } from './field.svelte.ts';
import { binh, cuong, newPhone, noLine, outcome, pin, Server } from './testing-phone.ts';

const today = { id: 'd', day: '2026-11-28', idle_minutes: 10, stops: ['nhà cụ Lụa'] };
let server: Server;
const open: Field[] = [];

/** The page, opened by an officer, or by the service worker without a line. */
async function page(officer = binh): Promise<Field> {
	const field = await Field.open(officer, server.send);
	open.push(field);
	return field;
}

beforeEach(() => {
	vi.useFakeTimers({
		toFake: ['Date', 'setInterval', 'clearInterval'],
		now: Date.parse('2026-11-28T01:00:00Z')
	});
	newPhone();
	server = new Server();
});
afterEach(() => {
	for (const one of open.splice(0)) one.close();
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

describe('the field app', () => {
	it('asks for a PIN first, keeps the day behind it, and shows it again after a restart', async () => {
		const first = await page();
		expect([first.state, first.day]).toEqual(['none', null]);
		await first.make(pin);
		await first.keep(today);
		expect([first.state, first.day]).toEqual(['open', today]);
		first.close();
		const next = await page();
		expect([next.state, next.day]).toEqual(['locked', null]);
		await expect(next.keep(today)).rejects.toMatchObject({ code: 'locked' });
		await next.unlock(pin);
		expect([next.state, next.day]).toEqual(['open', today]);
	});

	it('locks after the idle minutes of the unit, while the unsent work stays and is counted', async () => {
		const field = await page();
		await field.make(pin);
		await field.keep(today);
		server.refuses = noLine;
		field.lock();
		await field.unlock(pin);
		await field.outbox.add(outcome('đã chụp ảnh'));
		vi.advanceTimersByTime(9 * 60_000);
		dispatchEvent(new Event('pointerdown'));
		vi.advanceTimersByTime(9 * 60_000);
		expect(field.state).toBe('open');
		vi.advanceTimersByTime(61_000);
		expect([field.state, field.day, field.outbox.entries]).toEqual(['locked', null, []]);
		await vi.waitFor(() => expect(field.unsent).toBe(1));
		await field.unlock(pin);
		expect(field.outbox.entries[0]!.args.note).toBe('đã chụp ảnh');
	});

	it('a phone that slept too long is locked when it is touched, and not opened by that', async () => {
		const field = await page();
		await field.make(pin, 10);
		vi.setSystemTime(Date.now() + 3_600_000);
		dispatchEvent(new Event('touchstart'));
		expect(field.state).toBe('locked');
	});

	it('tells a colleague whose unsent work lies here, and leaves it alone', async () => {
		server.refuses = noLine;
		const mine = await page();
		await mine.make(pin);
		await mine.outbox.add(outcome('đã chụp ảnh'));
		const theirs = await page(cuong);
		expect(theirs.state).toBe('none');
		expect(theirs.others).toEqual([{ ...binh, unsent: 1, day: null, passkey: false }]);
		await theirs.make('975310');
		await theirs.forget();
		expect((await Field.owners()).map(({ name, unsent }) => [name, unsent])).toEqual([
			[binh.name, 1]
		]);
	});

	it('forgets a day that is over, unless something of it was not sent', async () => {
		const field = await page();
		await field.make(pin);
		await field.keep(today);
		server.refuses = noLine;
		await field.outbox.add(outcome('đã chụp ảnh'));
		vi.setSystemTime(Date.parse('2026-11-29T01:00:00Z'));
		const next = await page();
		await next.unlock(pin);
		expect(next.day).toEqual(today);
		server.refuses = () => null;
		await next.outbox.drain();
		const later = await page();
		await later.unlock(pin);
		expect(later.day).toBeNull();
	});

	it('a chosen sign-out takes key and day, in every tab, but not before all is sent', async () => {
		const field = await page();
		const tab = await page();
		server.refuses = noLine;
		await field.make(pin);
		await field.outbox.add(outcome('đã chụp ảnh'));
		await expect(field.forget()).rejects.toMatchObject({ code: 'unsent', detail: { count: 1 } });
		server.refuses = () => null;
		await field.outbox.drain();
		await vi.waitFor(() => expect(tab.state).toBe('locked'));
		await field.forget();
		expect(field.state).toBe('none');
		await vi.waitFor(() => expect(tab.state).toBe('none'));
		expect(await Field.owners()).toEqual([]);
	});

	it('after the session was ended elsewhere, the key goes as soon as all is sent', async () => {
		const field = await page();
		await field.make(pin);
		server.refuses = noLine;
		await field.outbox.add(outcome('đã chụp ảnh'));
		await field.sessionEnded();
		expect(field.state).toBe('open');
		server.refuses = () => null;
		await field.outbox.drain();
		await vi.waitFor(() => expect(field.state).toBe('none'));
		expect(server.done.size).toBe(1);
	});

	it('who has lost the PIN may begin again, and loses what was not sent', async () => {
		const field = await page();
		server.refuses = noLine;
		await field.make(pin);
		await field.outbox.add(outcome('đã chụp ảnh'));
		field.lock();
		await field.startOver();
		expect(field.state).toBe('none');
		await field.make('975310');
		expect([field.day, field.outbox.waiting]).toEqual([null, 0]);
	});
});
