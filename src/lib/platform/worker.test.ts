import { beforeEach, describe, expect, it, vi } from 'vitest';

const job = { url: '/_app/x.js', here: async () => ({ answer: () => 'here' }) };
const origin = 'https://portal.example';
const made: unknown[] = [];

class ModuleWorker {
	onmessage: ((event: { data: unknown }) => void) | null = null;

	constructor(url: unknown, options: WorkerOptions) {
		made.push(url, options.type);
	}

	postMessage(): void {
		queueMicrotask(() => this.onmessage?.({ data: { answer: 'there' } }));
	}

	terminate(): void {}
}

/** Knows Workers, but not the option `type`: Firefox before 114. */
class PlainWorker {
	static ended = 0;
	terminate(): void {
		PlainWorker.ended++;
	}
}

beforeEach(() => {
	made.length = 0;
	PlainWorker.ended = 0;
	vi.resetModules();
	vi.unstubAllGlobals();
	vi.stubGlobal('location', new URL(`${origin}/dat-lich`));
});

describe('the one place that makes Workers', () => {
	it('starts a module, and the same kind of work always waits in the same line', async () => {
		vi.stubGlobal('Worker', ModuleWorker);
		const { startWorker } = await import('./worker.ts');
		expect(await startWorker(job).ask(null)).toBe('there');
		expect(made).toEqual(['/_app/x.js', 'module']);
		expect(startWorker(job)).toBe(startWorker(job));
		expect(startWorker({ ...job })).not.toBe(startWorker(job));
	});

	it('goes through the one named policy, made once, which refuses a foreign address', async () => {
		vi.stubGlobal('Worker', ModuleWorker);
		type Rules = { createScriptURL(url: string): string };
		const createPolicy = vi.fn((_name: string, rules: Rules) => ({
			createScriptURL: (url: string) => `trusted ${rules.createScriptURL(url)}`
		}));
		vi.stubGlobal('trustedTypes', { createPolicy });
		const { startWorker } = await import('./worker.ts');
		await startWorker(job).ask(null);
		await startWorker(job).ask(null);
		expect(made[0]).toBe('trusted /_app/x.js');
		expect(createPolicy.mock.calls.map(([name]) => name)).toEqual(['gandan-worker']);
		const foreign = startWorker({ ...job, url: 'https://elsewhere.example/x.js' });
		await expect(foreign.ask(null)).rejects.toMatchObject({ code: 'worker_failed' });
	});

	it('works on the page where module workers, or all Workers, are missing', async () => {
		vi.stubGlobal('Worker', PlainWorker);
		const { startWorker } = await import('./worker.ts');
		expect(await startWorker(job).ask(null)).toBe('here');
		expect(PlainWorker.ended).toBe(1);
		vi.stubGlobal('Worker', undefined);
		expect(await startWorker(job).ask(null)).toBe('here');
	});

	it('does not hide another fault behind the page: a Worker that is forbidden is an error', async () => {
		vi.stubGlobal(
			'Worker',
			class {
				constructor(_url: string, options: WorkerOptions) {
					void options.type;
					throw new DOMException('policy', 'SecurityError');
				}
			}
		);
		const { startWorker } = await import('./worker.ts');
		await expect(startWorker(job).ask(null)).rejects.toMatchObject({ code: 'worker_failed' });
	});
});
