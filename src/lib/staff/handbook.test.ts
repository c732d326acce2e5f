import { describe, expect, it } from 'vitest';
import { pagesFor } from './handbook.ts';

describe('the handbook of an officer', () => {
	it('begins with the first page and with those of their own duties', () => {
		expect(pagesFor(['field', 'treasurer'])).toEqual({
			mine: ['start', 'field', 'treasurer'],
			others: ['desk', 'lead', 'investigator', 'editor', 'auditor']
		});
	});

	it('of somebody without a page of their own is that of the desk', () => {
		for (const role of ['support', 'collaborator'] as const)
			expect(pagesFor([role]).mine).toEqual(['start', 'desk']);
	});
});
