import { describe, expect, it } from 'vitest';
import { fromPlaywright, fromVitest, sum } from './counts.ts';

describe('the last line of npm test', () => {
	it('counts a test file that could not be loaded as a failure', () => {
		const report = {
			numPassedTests: 3,
			numFailedTests: 1,
			testResults: [
				{ status: 'failed', assertionResults: [{}] },
				{ status: 'failed', assertionResults: [] }
			]
		};
		expect(fromVitest(report)).toEqual({ passed: 3, failed: 2 });
	});

	it('does not call a journey passed that was skipped or needed a second try', () => {
		const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
		expect(fromPlaywright({ stats, errors: ['no server'] })).toEqual({ passed: 5, failed: 5 });
	});

	it('adds everything up', () => {
		expect(
			sum([
				{ passed: 1, failed: 0 },
				{ passed: 0, failed: 1 }
			])
		).toEqual({ passed: 1, failed: 1 });
	});
});
