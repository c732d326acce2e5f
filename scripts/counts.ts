/** What a test run came to, added up over every kind of check. `broken` says which failed, a line each. */
export type Counts = { passed: number; failed: number; broken: string[] };

export const sum = (all: readonly Counts[]): Counts =>
	all.reduce(
		(a, b) => ({
			passed: a.passed + b.passed,
			failed: a.failed + b.failed,
			broken: [...a.broken, ...b.broken]
		}),
		{ passed: 0, failed: 0, broken: [] }
	);

/** A check that has no parts. */
export const checked = (name: string, passed: boolean): Counts => ({
	passed: Number(passed),
	failed: Number(!passed),
	broken: passed ? [] : [name]
});

/** vitest's JSON report. A file that could not even be loaded has no tests in it, and counts as one failure. */
export function fromVitest(report: unknown): Counts {
	const { numPassedTests, numFailedTests, testResults } = report as {
		numPassedTests: number;
		numFailedTests: number;
		testResults: {
			name: string;
			status: string;
			assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
		}[];
	};
	const unloaded = testResults
		.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
		.map(({ name }) => `${name} (not loaded)`);
	const failed = testResults.flatMap(({ name, assertionResults }) =>
		assertionResults
			.filter(({ status }) => status === 'failed')
			.map(({ fullName, failureMessages: [why = ''] = [] }) =>
				[`${name} › ${fullName}`, why.split('\n')[0]].filter(Boolean).join(': ')
			)
	);
	return {
		passed: numPassedTests,
		failed: numFailedTests + unloaded.length,
		broken: [...failed, ...unloaded]
	};
}

type Suite = { suites?: Suite[]; specs?: { ok: boolean; file: string; title: string }[] };

const notOk = ({ suites = [], specs = [] }: Suite): string[] => [
	...specs.filter(({ ok }) => !ok).map(({ file, title }) => `${file} › ${title}`),
	...suites.flatMap(notOk)
];

/** Playwright's JSON report; a journey that passed at a second try is counted with those that failed. */
export function fromPlaywright(report: unknown): Counts {
	const { stats, errors, suites } = report as {
		stats: { expected: number; unexpected: number; flaky: number; skipped: number };
		errors: { message?: string }[];
		suites: Suite[];
	};
	return {
		passed: stats.expected,
		failed: stats.unexpected + stats.flaky + stats.skipped + errors.length,
		broken: [...notOk({ suites }), ...errors.map(({ message }) => message ?? 'journeys')]
	};
}
