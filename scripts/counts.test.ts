import { describe, expect, it } from 'vitest';
import { checked, fromPlaywright, fromVitest, sum } from './counts.ts';

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
		expect(fromVitest(report)).toEqual({
			passed: 3,
			failed: 2,
			broken: ['a.test.ts › a fund takes: expected 1 to be 2', 'b.test.ts (not loaded)']
		});
	});

	it('do not call a journey passed that was skipped or needed a second try', () => {
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
		).toEqual({ passed: 5, failed: 5, broken: ['home.spec.ts › a neighbour writes', 'no server'] });
	});

	it('add everything up', () => {
		expect(sum([checked('eslint', true), checked('prettier', false)])).toEqual({
			passed: 1,
			failed: 1,
			broken: ['prettier']
		});
	});
});
