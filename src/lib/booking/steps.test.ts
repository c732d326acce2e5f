import { describe, expect, it } from 'vitest';
import { formOf, nobody, nothing, type Answers } from './answers.ts';
import { faultsOf } from './check.ts';
import { hashOf, reachable, stepAfter, stepsFor } from './steps.ts';

const today = '2026-11-23';
const who = { is: 'who', person: 0 } as const;

/** A grandmother born in `year`, with whatever else is said of her. */
function about(year: string, more: Partial<Answers['people'][number]> = {}): Answers {
	const person = { ...nobody(), name: 'Nguyễn Thị Lụa', service: 'renew', ...more };
	return { ...nothing(), people: [{ ...person, birth: { day: '', month: '', year } }] };
}
const codes = (answers: Answers) =>
	faultsOf(who, answers, today).map(({ field, code }) => `${field} ${code}`);

describe('the questions of a booking', () => {
	it('are nine screens for one person, from the start to the code', () => {
		const seen = [stepsFor(1)[0]!];
		while (seen.at(-1)!.is !== 'done') seen.push(stepAfter(seen.at(-1)!, 1));
		expect(seen.length).toBeLessThanOrEqual(9);
		expect(seen.map(hashOf)).toEqual(stepsFor(1).map(hashOf));
	});

	it('let nobody jump over one that has no answer', () => {
		const open = (step: { is: string }) => step.is !== 'place';
		expect(reachable({ is: 'check' }, 1, open)).toEqual({ is: 'place' });
		expect(reachable({ is: 'for' }, 1, open)).toEqual({ is: 'for' });
	});
});

describe('what is asked of a person', () => {
	it('is no consent and no need that they did not tick themselves', () => {
		const answers = nothing();
		expect([answers.consent, answers.contact.person_knows]).toEqual([false, false]);
		expect(answers.people[0]!.needs).toEqual([]);
	});

	it('is no more than name, year of birth and what is to be done', () => {
		expect(codes(about('1941'))).toEqual([]);
		expect(codes({ ...nothing() })).toEqual([
			'people.0.name required',
			'people.0.birth required',
			'people.0.service required'
		]);
	});

	it('is where they are registered only when that is elsewhere', () => {
		const { place } = nothing();
		const typed = {
			...place,
			area: '21439',
			landmark: 'Sau chợ',
			permanent_elsewhere: 'Phổ Thạnh'
		};
		const sent = (elsewhere: boolean) =>
			formOf({ ...nothing(), place: { ...typed, elsewhere } }, today).place.permanent_elsewhere;
		expect([sent(false), sent(true)]).toEqual([null, 'Phổ Thạnh']);
		const unsaid = { ...nothing(), place: { ...typed, elsewhere: true, permanent_elsewhere: '' } };
		expect(faultsOf({ is: 'place' }, unsaid, today)).toEqual([
			{ field: 'place.permanent_elsewhere', code: 'required' }
		]);
	});

	it('is a lawful representative under 14 and without civil capacity, and of nobody else', () => {
		const wanted = [
			'people.0.representative.name required',
			'people.0.representative.relation required'
		];
		expect(codes(about('2015'))).toEqual(wanted);
		expect(codes(about('1941', { lacks_capacity: true }))).toEqual(wanted);
		expect(codes(about('2010'))).toEqual([]);
	});

	it('leads a child under six to VNeID, and one that may be six to the officer', () => {
		expect(codes(about('2022'))).toContain('people.0.birth use_vneid');
		expect(codes(about('2020'))).not.toContain('people.0.birth use_vneid');
	});

	it.each(['123', '012 345 678', '012345678901', 'không nhớ rõ', '212-345-67B'])(
		'takes "%s" for an old number, since nobody is refused for one',
		(old_number) => {
			expect(codes(about('1941', { old_number }))).toEqual([]);
		}
	);
});
