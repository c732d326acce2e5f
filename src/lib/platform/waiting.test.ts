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

it('a button that shows only where it is heard is there before anything is touched', () => {
	const removeAttribute = vi.fn();
	const found = { '[data-heard]': [{ removeAttribute }] } as Record<string, unknown[]>;
	const page = {
		addEventListener: () => undefined,
		querySelectorAll: (what: string) => found[what] ?? [],
		activeElement: null
	};
	const bring = vi.fn();
	wait({ late: [], bring }, page as unknown as Document);
	expect(removeAttribute).toHaveBeenCalledWith('hidden');
	expect(bring).not.toHaveBeenCalled();
});
