/**
 * The one place that makes Workers. What a Worker does comes from outside as a `Job`, because platform knows no
 * room and no crypto: a room hands over `keysJob` of `sealed`, whose entry lives there, or `proofJob` of
 * `platform/workers`. Those entries all speak the protocol of `workers/runner.ts`.
 */
import { JobError, Runner, type Job } from './workers/runner.ts';

export { JobError, type Job, type Runner as Worked };

const runners = new Map<object, Runner<never, unknown>>();

/** The one runner of `job`: whoever asks for the same kind of work waits in the same line. */
export function startWorker<Question, Answer>(
	job: Job<Question, Answer>
): Runner<Question, Answer> {
	const known = runners.get(job) as Runner<Question, Answer> | undefined;
	if (known) return known;
	const runner = new Runner(job, moduleWorker);
	runners.set(job, runner as unknown as Runner<never, unknown>);
	return runner;
}

/** A Worker whose entry has a protocol of its own, as a library's has. Null where module workers are missing. */
export const bareWorker = (url: string): Worker | null => moduleWorker(url);

/** A service worker in a scope; which page asks for one is a room's matter. Its script is never taken from a cache. */
export const registerWorker = (url: string, scope: string): Promise<ServiceWorkerRegistration> =>
	navigator.serviceWorker.register(trusted(url), { scope, updateViaCache: 'none' });

/** Null where module workers are missing (Firefox before 114, Safari before 15), and for no other cause. */
function moduleWorker(url: string): Worker | null {
	if (typeof Worker === 'undefined') return null;
	let isModule = false;
	// A browser that knows module workers reads `type`; one that does not would run the module as a plain script.
	const options: WorkerOptions = {
		get type() {
			isModule = true;
			return 'module' as const;
		}
	};
	const worker = new Worker(trusted(url), options);
	if (isModule) return worker;
	worker.terminate();
	return null;
}

// TypeScript's DOM library does not know Trusted Types.
type Policy = { createScriptURL(url: string): URL };
type Factory = {
	createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
};

let policy: Policy | undefined;

/** `url` as the content security policy wants it; the policy `gandan-worker` passes addresses of our origin alone. */
function trusted(url: string): string | URL {
	const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
	if (!factory) return sameOrigin(url);
	policy ??= factory.createPolicy('gandan-worker', { createScriptURL: sameOrigin });
	return policy.createScriptURL(url);
}

function sameOrigin(url: string): string {
	if (new URL(url, location.href).origin !== location.origin) throw new JobError('worker_failed');
	return url;
}
