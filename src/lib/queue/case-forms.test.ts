import { describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { CaseForms } from './case-forms.ts';

const noteForm = () => ({});

describe('the forms of a case', () => {
	it('are offered before they are there, come with the first case, and only once', async () => {
		let asked = 0;
		const forms = new CaseForms(['note'], async () => (asked++, { note: noteForm as never }));
		expect([forms.has('note'), forms.has('call'), forms.of('note'), asked]).toEqual([
			true,
			false,
			null,
			0
		]);
		expect(forms.settled).toBe(false);
		await forms.load();
		await forms.load();
		expect([forms.of('note'), forms.of('call'), asked]).toEqual([noteForm, null, 1]);
		expect(forms.settled).toBe(true);
	});

	it('say when the line did not bring them, and come with another try', async () => {
		const offline = new Problem({ code: 'offline', status: 0 });
		let line = false;
		const forms = new CaseForms(['note'], async () => {
			if (!line) throw offline;
			return { note: noteForm as never };
		});
		await forms.load();
		expect([forms.failed, forms.of('note'), forms.settled]).toEqual([offline, null, true]);
		line = true;
		await forms.load();
		expect([forms.failed, forms.of('note')]).toEqual([null, noteForm]);
	});
});
