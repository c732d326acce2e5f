/**
 * What a test run came to, added up over every kind of check. `broken` says which failed, a line each, and `shaky` which failed
 * once and held when asked again; `skipped` which were not tried here; `files` are those of what failed, a journey's with its line,
 * where all that failed can be run again.
 */
export type Counts = {
	passed: number;
	failed: number;
	broken: string[];
	shaky: string[];
	skipped: string[];
	files: string[];
};

const none: Counts = { passed: 0, failed: 0, broken: [], shaky: [], skipped: [], files: [] };

export const sum = (all: readonly Counts[]): Counts =>
	all.reduce(
		(a, b) => ({
			passed: a.passed + b.passed,
			failed: a.failed + b.failed,
			broken: [...a.broken, ...b.broken],
			shaky: [...a.shaky, ...b.shaky],
			skipped: [...a.skipped, ...b.skipped],
			files: [...a.files, ...b.files]
		}),
		none
	);

/** A check that has no parts. */
export const checked = (name: string, passed: boolean): Counts => ({
	...none,
	passed: Number(passed),
	failed: Number(!passed),
	broken: passed ? [] : [name]
});

/** More files than these that fail at once are no accident of the moment. */
const FEW = 3;

/** Whether it is worth asking once more: little failed, and all of it lies in files that can be asked alone. */
export const mayAskAgain = ({ files }: Counts): boolean => {
	const few = new Set(files.map((file) => file.replace(/:\d+$/, ''))).size;
	return few > 0 && few <= FEW;
};

/** What two runs come to, the second of what failed alone: a test that held then is called shaky by its name (decision 45). */
export const askedAgain = (first: Counts, second: Counts): Counts =>
	second.failed > 0 || second.passed === 0
		? { ...first, broken: [...first.broken, ...second.broken.map((line) => `${line} (again)`)] }
		: {
				...none,
				passed: first.passed + first.failed,
				shaky: first.broken,
				skipped: first.skipped
			};

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
		...none,
		passed: numPassedTests,
		failed: numFailedTests + unloaded.length,
		broken: [...failed, ...unloaded],
		skipped: testResults.flatMap(({ name, assertionResults }) =>
			assertionResults
				.filter(({ status }) => status === 'skipped' || status === 'pending')
				.map(({ fullName }) => `${name} › ${fullName}`)
		),
		files: testResults.filter(({ status }) => status === 'failed').map(({ name }) => name)
	};
}

type Spec = { ok: boolean; file: string; line: number; title: string };
type Suite = { suites?: Suite[]; specs?: Spec[] };

const notOk = ({ suites = [], specs = [] }: Suite): Spec[] => [
	...specs.filter(({ ok }) => !ok),
	...suites.flatMap(notOk)
];

/**
 * Playwright's JSON report; a journey that was skipped is counted with those that failed. `inTurn` says of which files a test
 * goes on where the one before it ended: those are asked again whole.
 */
export function fromPlaywright(
	report: unknown,
	inTurn: (file: string) => boolean = () => false
): Counts {
	const { stats, errors, suites } = report as {
		stats: { expected: number; unexpected: number; flaky: number; skipped: number };
		errors: { message?: string }[];
		suites: Suite[];
	};
	const bad = notOk({ suites });
	const again = ({ file, line }: Spec) => (inTurn(file) ? file : `${file}:${line}`);
	return {
		...none,
		passed: stats.expected,
		failed: stats.unexpected + stats.flaky + stats.skipped + errors.length,
		broken: [
			...bad.map(({ file, title }) => `${file} › ${title}`),
			...errors.map(({ message }) => message ?? 'journeys')
		],
		files: errors.length > 0 ? [] : [...new Set(bad.map(again))]
	};
}
