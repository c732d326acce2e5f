import { describe, expect, it } from 'vitest';
import { pagesFor } from './handbook.ts';
import { roles } from './roles.ts';

describe('the handbook of an officer', () => {
	it('begins with the first page and with those of their own duties', () => {
		expect(pagesFor(['field', 'treasurer'])).toEqual({
			mine: ['start', 'field', 'treasurer'],
			others: ['desk', 'lead', 'investigator', 'support', 'editor', 'auditor', 'collaborator']
		});
	});

	it('of whoever has one duty opens with the page of that duty after the first', () => {
		for (const role of roles) expect(pagesFor([role]).mine).toEqual(['start', role]);
	});
});
