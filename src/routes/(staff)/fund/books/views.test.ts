import { expect, it } from 'vitest';
import { entryHref, firstView, viewsFor } from './views.ts';

const may = { till: false, lead: false, read: false, open_names: false };

it('any officer proposes and sees what became of it, and nothing else of the ledger', () => {
	expect(viewsFor({ may })).toEqual(['payments', 'propose']);
	expect(firstView({ may })).toBe('payments');
});

it('whoever stands in for the treasurer receives and moves money; settings are the lead’s', () => {
	const till = { ...may, read: true, till: true };
	expect(viewsFor({ may: till })).toEqual([
		...['entries', 'payments', 'propose', 'gift', 'transfer', 'month']
	]);
	expect(viewsFor({ may: { ...may, read: true, lead: true } })).toContain('settings');
	expect(viewsFor({ may: { ...may, read: true, lead: true } })).not.toContain('gift');
});

it('an auditor reads and verifies, and receives nothing', () => {
	const auditor = viewsFor({ may: { ...may, read: true, open_names: true } });
	expect(auditor).toEqual(['entries', 'payments', 'propose', 'month', 'verify']);
});

it('an entry opens over what was looked for, and closing it goes back there', () => {
	const asked = new URLSearchParams('do=month&kind=gift&month=&entry=old');
	expect(entryHref(asked, 'new')).toBe('?do=entries&kind=gift&entry=new');
	expect(entryHref(asked, null)).toBe('?do=entries&kind=gift');
});
