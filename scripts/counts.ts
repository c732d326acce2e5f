/** Counts of a test run, added up over every kind of check. */
export type Counts = { passed: number; failed: number };

export const sum = (all: readonly Counts[]): Counts =>
	all.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), {
		passed: 0,
		failed: 0
	});

/** vitest's JSON report. A file that could not even be loaded has no tests in it, and counts as one failure. */
export function fromVitest(report: unknown): Counts {
	const { numPassedTests, numFailedTests, testResults } = report as {
		numPassedTests: number;
		numFailedTests: number;
		testResults: { status: string; assertionResults: unknown[] }[];
	};
	const unloaded = testResults.filter(
		({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0
	);
	return { passed: numPassedTests, failed: numFailedTests + unloaded.length };
}

/** Playwright's JSON report; a journey that passed at a second try is counted with those that failed. */
export function fromPlaywright(report: unknown): Counts {
	const { stats, errors } = report as {
		stats: { expected: number; unexpected: number; flaky: number; skipped: number };
		errors: unknown[];
	};
	return {
		passed: stats.expected,
		failed: stats.unexpected + stats.flaky + stats.skipped + errors.length
	};
}
