/**
 * The protocol of our Workers: one question a message, answered by one `{ answer }` or `{ code }`, one at a time; `{ progress }`
 * may come before. So nothing needs a number, and an abort may end the Worker, the only way to stop a computation in it.
 */

/** One kind of work. */
export interface Job<Question, Answer> {
	/** Address of the Worker's entry, from `import url from './x.ts?worker&url'`. */
	readonly url: string;
	/** The same work on the page itself, for browsers without module workers. */
	here(): Promise<{
		answer(question: Question, tell: (progress: unknown) => void): Answer | Promise<Answer>;
	}>;
}

/** The Worker failed (`worker_failed`: it could not be loaded, or it broke), or the job refused with its own code. */
export class JobError extends Error {
	readonly code: string;

	constructor(code: string, cause?: unknown) {
		super(code, { cause });
		this.name = 'JobError';
		this.code = code;
	}
}

interface Asking {
	/** Ends what was asked, when nobody waits for it any more. */
	signal?: AbortSignal;
	/** Buffers of the question to hand over instead of copying. */
	transfer?: Transferable[];
	/** Told how far the work is, in the job's own words, where the job says so. */
	progress?: (progress: unknown) => void;
}

interface Task<Question, Answer> {
	question: Question;
	transfer: Transferable[];
	tell(progress: unknown): void;
	resolve(answer: Answer): void;
	reject(why: unknown): void;
}

type Reply<Answer> = { answer: Answer } | { code: string } | { progress: unknown };

/** The Worker of one kind of job: alive while something is asked, so that its memory goes back at once. */
export class Runner<Question, Answer> {
	readonly #job: Job<Question, Answer>;
	readonly #make: (url: string) => Worker | null;
	#worker: Worker | null = null;
	#current: Task<Question, Answer> | null = null;
	#waiting: Task<Question, Answer>[] = [];

	/** @param make a Worker running the entry at an address, or null where the work is to be done on the page */
	constructor(job: Job<Question, Answer>, make: (url: string) => Worker | null) {
		this.#job = job;
		this.#make = make;
	}

	/**
	 * The job's answer to `question`; questions are taken in turn.
	 * @throws JobError, or the reason of `signal`
	 */
	ask(question: Question, { signal, transfer = [], progress }: Asking = {}): Promise<Answer> {
		return new Promise((resolve, reject) => {
			if (signal?.aborted) return reject(signal.reason);
			const abort = () => this.#leave(task, signal?.reason);
			const settle = () => signal?.removeEventListener('abort', abort);
			const task: Task<Question, Answer> = {
				question,
				transfer,
				tell: (told) => progress?.(told),
				resolve: (answer) => (settle(), resolve(answer)),
				reject: (why) => (settle(), reject(why))
			};
			signal?.addEventListener('abort', abort);
			this.#waiting.push(task);
			this.#next();
		});
	}

	/** Ends everything asked so far, for everybody who asked: they get JobError `ended`. */
	end(): void {
		const all = this.#current ? [this.#current, ...this.#waiting] : this.#waiting;
		this.#waiting = [];
		this.#current = null;
		this.#stop();
		for (const task of all) task.reject(new JobError('ended'));
	}

	#next(): void {
		if (this.#current) return;
		const task = this.#waiting.shift();
		if (!task) return this.#stop();
		this.#current = task;
		try {
			this.#worker ??= this.#make(this.#job.url);
			if (!this.#worker) return void this.#runHere(task);
			this.#worker.onmessage = ({ data }: MessageEvent<Reply<Answer>>) => this.#done(task, data);
			this.#worker.onerror = this.#worker.onmessageerror = () => {
				if (task === this.#current) this.#stop();
				this.#done(task, { code: 'worker_failed' });
			};
			this.#worker.postMessage(task.question, task.transfer);
		} catch (error) {
			this.#leave(task, error instanceof JobError ? error : new JobError('worker_failed', error));
		}
	}

	async #runHere(task: Task<Question, Answer>): Promise<void> {
		try {
			const { answer } = await this.#job.here();
			this.#done(task, { answer: await answer(task.question, task.tell) });
		} catch (error) {
			this.#done(task, { code: codeOf(error) });
		}
	}

	#done(task: Task<Question, Answer>, reply: Reply<Answer>): void {
		if (task !== this.#current) return;
		if ('progress' in reply) return task.tell(reply.progress);
		this.#current = null;
		if ('answer' in reply) task.resolve(reply.answer);
		else task.reject(new JobError(reply.code));
		this.#next();
	}

	#leave(task: Task<Question, Answer>, why: unknown): void {
		this.#waiting = this.#waiting.filter((other) => other !== task);
		task.reject(why);
		if (task !== this.#current) return;
		this.#current = null;
		this.#stop();
		this.#next();
	}

	#stop(): void {
		this.#worker?.terminate();
		this.#worker = null;
	}
}

function codeOf(error: unknown): string {
	const code = (error as { code?: unknown } | null)?.code;
	return typeof code === 'string' ? code : 'worker_failed';
}
