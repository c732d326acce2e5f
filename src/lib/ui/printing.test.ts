import { expect, it, vi } from 'vitest';
import { Printing, type PaperMark } from './printing.svelte.ts';

const mark = (number: string): PaperMark => ({
	number,
	reader: 'Nguyễn Thị Trực',
	unit: 'Công an xã Thử',
	when: '08:30'
});

it('prints nothing before the server has written down who prints', async () => {
	const told: string[] = [];
	const printing = new Printing(
		() => told.push(`prints ${printing.mark?.number}`),
		async (what, cases) => {
			told.push(`${what} of ${cases.length}`);
			return mark('26-0001');
		}
	);
	await printing.run('run_sheet', ['a', 'b']);
	expect(told).toEqual(['run_sheet of 2', 'prints 26-0001']);
});

it('prints nothing where no number is to be had, and says why', async () => {
	const print = vi.fn();
	const printing = new Printing(print, () => Promise.reject(new Error('offline')));
	await printing.run('run_sheet', ['a']);
	expect(print).not.toHaveBeenCalled();
	expect(printing.mark).toBeNull();
	expect(printing.failed).toBeInstanceOf(Error);
	expect(printing.busy).toBe(false);
});

it('takes a second click as none, and a second print as another', async () => {
	let count = 0;
	const print = vi.fn();
	const printing = new Printing(print, async () => mark(`26-000${++count}`));
	await Promise.all([printing.run('figures', []), printing.run('figures', [])]);
	expect(count).toBe(1);
	await printing.run('figures', []);
	expect(printing.mark?.number).toBe('26-0002');
	expect(print).toHaveBeenCalledTimes(2);
});

it('prints nothing once what was to be printed is no longer shown', async () => {
	vi.stubGlobal('addEventListener', vi.fn());
	vi.stubGlobal('removeEventListener', vi.fn());
	const print = vi.fn();
	const line = Promise.withResolvers<PaperMark>();
	const printing = new Printing(print, () => line.promise);
	const gone = printing.watch();
	const asked = printing.run('data_sheet', ['a']);
	gone();
	line.resolve(mark('26-0001'));
	await asked;
	vi.unstubAllGlobals();
	expect(print).not.toHaveBeenCalled();
	expect(printing.mark).toBeNull();
});
