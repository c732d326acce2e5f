import { describe, expect, it } from 'vitest';
import { askedAgain, checked, fromPlaywright, fromVitest, mayAskAgain, sum } from './counts.ts';

describe('the last lines of npm test', () => {
	it('count a test file that could not be loaded as a failure, and name what failed', () => {
		const report = {
			numPassedTests: 3,
			numFailedTests: 1,
			testResults: [
				{
					name: 'a.test.ts',
					status: 'failed',
					assertionResults: [
						{ status: 'passed', fullName: 'a fund gives' },
						{ status: 'skipped', fullName: 'a fund on a full disk' },
						{
							status: 'failed',
							fullName: 'a fund takes',
							failureMessages: ['expected 1 to be 2\n    at a.test.ts:3']
						}
					]
				},
				{ name: 'b.test.ts', status: 'failed', assertionResults: [] }
			]
		};
		expect(fromVitest(report)).toMatchObject({
			passed: 3,
			failed: 2,
			broken: ['a.test.ts › a fund takes: expected 1 to be 2', 'b.test.ts (not loaded)'],
			skipped: ['a.test.ts › a fund on a full disk'],
			files: ['a.test.ts', 'b.test.ts']
		});
	});

	it('do not call a journey passed that was skipped, nor ask again where the run itself broke', () => {
		const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
		const specs = [
			{ ok: true, file: 'home.spec.ts', title: 'a neighbour reads' },
			{ ok: false, file: 'home.spec.ts', title: 'a neighbour writes' }
		];
		expect(
			fromPlaywright({
				stats,
				errors: [{ message: 'no server' }],
				suites: [{ suites: [{ specs }] }]
			})
		).toMatchObject({
			passed: 5,
			failed: 5,
			broken: ['home.spec.ts › a neighbour writes', 'no server'],
			files: []
		});
	});

	it('ask a journey again by itself, and with its whole file where it goes on from the one before it', () => {
		const bad = (file: string, line: number) => ({ ok: false, file, line, title: `${line}` });
		const specs = [3, 9, 15, 21].map((line) => bad('home.spec.ts', line));
		const report = {
			stats: { expected: 5, unexpected: 5, flaky: 0, skipped: 0 },
			errors: [],
			suites: [{ specs: [...specs, bad('thread.spec.ts', 7)] }]
		};
		const counts = fromPlaywright(report, (file) => file === 'thread.spec.ts');
		expect(counts.files).toEqual([
			...[3, 9, 15, 21].map((line) => `home.spec.ts:${line}`),
			'thread.spec.ts'
		]);
		expect(mayAskAgain(counts)).toBe(true);
	});

	it('name a test that failed once and held when asked again, and fail for one that did not', () => {
		const first = {
			...checked('a.test.ts › a fund takes', false),
			passed: 9,
			files: ['a.test.ts']
		};
		expect(mayAskAgain(first)).toBe(true);
		expect(askedAgain(first, { ...checked('', true), passed: 4 })).toMatchObject({
			passed: 10,
			failed: 0,
			broken: [],
			shaky: ['a.test.ts › a fund takes']
		});
		const twice = askedAgain(first, checked('a.test.ts › a fund takes', false));
		expect(twice).toMatchObject({ passed: 9, failed: 1, shaky: [] });
		expect(twice.broken).toHaveLength(2);
		// A second run that ran nothing proves nothing.
		expect(askedAgain(first, { ...checked('', true), passed: 0 })).toMatchObject({ failed: 1 });
	});

	it('ask nobody again where much failed, or what cannot be asked alone', () => {
		expect(mayAskAgain(checked('eslint', false))).toBe(false);
		expect(mayAskAgain({ ...checked('', false), files: ['a', 'b', 'c', 'd'] })).toBe(false);
	});

	it('add everything up', () => {
		expect(sum([checked('eslint', true), checked('prettier', false)])).toMatchObject({
			passed: 1,
			failed: 1,
			broken: ['prettier']
		});
	});
});
