import { expect, it, vi } from 'vitest';
import { canWait, wait } from './waiting.ts';

const visit = { came: 'navigate', asked: '', agent: 'Mozilla/5.0 (Linux; Android 14) Chrome/130' };

it('whoever opens a page by its address reads what was built', () => {
	expect(canWait(visit)).toBe(true);
});

it('whoever reloads, or comes back, finds what the tab kept', () => {
	for (const came of ['reload', 'back_forward', undefined])
		expect(canWait({ ...visit, came })).toBe(false);
});

it('an address that asks for a place or a question is answered at once', () => {
	for (const asked of ['?noi=21439', '#cho-ai']) expect(canWait({ ...visit, asked })).toBe(false);
});

it('the browser of another app is told so before anything is touched', () => {
	for (const app of ['Zalo android/12', '[FBAN/FBIOS;FBAV/390]', 'Messenger'])
		expect(canWait({ ...visit, agent: `${visit.agent} ${app}` })).toBe(false);
});

/** A page whose listeners are called by hand. */
function pageOf(
	found: Record<string, unknown[]> = {},
	start: Promise<() => Promise<void>> = new Promise(() => undefined)
) {
	const heard = new Map<string, (event: unknown) => void>();
	const within = {
		addEventListener: (kind: string, seen: (event: unknown) => void) => heard.set(kind, seen),
		querySelectorAll: (what: string) => found[what] ?? [],
		activeElement: null
	};
	const bring = vi.fn(() => start);
	wait({ late: [], bring }, within as unknown as Document);
	return {
		bring,
		press: (key: string) => heard.get('keydown')!({ key }),
		click: (event: object) => heard.get('click')!(event)
	};
}

it('a button that shows, or does something, only where it is heard is there before anything is touched', () => {
	const removeAttribute = vi.fn();
	const { bring } = pageOf({ '[data-heard]': [{ removeAttribute }] });
	expect(removeAttribute.mock.calls.flat()).toEqual(['hidden', 'disabled']);
	expect(bring).not.toHaveBeenCalled();
});

it('the first key brings the page to life, and Shift, which may be the first of three, does not', () => {
	const { bring, press } = pageOf();
	press('Shift');
	expect(bring).not.toHaveBeenCalled();
	press('Tab');
	press('a');
	expect(bring).toHaveBeenCalledTimes(1);
});

it('a link within the page leads there at once, and is pressed once more for the page that has come', async () => {
	const { click } = pageOf(
		{},
		Promise.resolve(async () => undefined)
	);
	const link = {
		closest: (what: string) => (what.includes('a[href^="#"]') ? link : null),
		matches: () => false,
		isConnected: true,
		click: vi.fn()
	};
	const preventDefault = vi.fn();
	click({ target: link, preventDefault });
	await vi.waitFor(() => expect(link.click).toHaveBeenCalledTimes(1));
	expect(preventDefault).not.toHaveBeenCalled();
});

it('what was opened before the page ran is open on the page that came, which knows of it', async () => {
	const summary = { click: vi.fn() };
	const shut = { open: true, isConnected: true, querySelector: () => summary };
	const kept = { ...shut, querySelector: vi.fn() };
	const { press } = pageOf(
		{ 'details[open]': [shut, kept] },
		Promise.resolve(async () => {
			shut.open = false;
		})
	);
	press('a');
	await vi.waitFor(() => expect(summary.click).toHaveBeenCalledTimes(1));
	expect(kept.querySelector).not.toHaveBeenCalled();
});
