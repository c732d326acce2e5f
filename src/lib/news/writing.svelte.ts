import { Command, isRefusal } from '#lib/platform/command.svelte.ts';
import { Problem } from '#lib/platform/problem.ts';
import { Form } from '#lib/ui/form.svelte.ts';
import type { Save, Saved, Whole } from './desk-news.ts';
import { newsFieldWords } from './desk-words.ts';
import { textOf, written } from './writing-text.ts';

/** Long enough not to send every letter, short enough that a crash costs a few words. */
const PAUSE = 1200;

type Ways = {
	save: (args: Save) => Promise<Saved>;
	open: (id: string) => Promise<Whole>;
	wait?: (run: () => void, ms: number) => unknown;
	stop?: (timer: unknown) => void;
};

/** The text of a post as somebody writes it: kept by the server while they do, never over what somebody else has written. */
export class Writing {
	#id = $state('');
	readonly form = new Form(newsFieldWords);
	/** `slug` empty: made of the title. */
	readonly typed: Omit<Save['text'], 'areas'> & { areas: string[]; slug: string };
	#ways: Ways;
	#command: Command<Omit<Save, 'key'>, Saved>;
	#version: number;
	#kept = $state('');
	#slug = $state('');
	#at = $state<string | null>(null);
	#failed = $state.raw<unknown>(null);
	#theirs = $state.raw<Whole | null>(null);
	#gone = $state(false);
	#timer: unknown;
	#going: Promise<boolean> | null = null;

	constructor(id: string, whole: Whole | null, ways: Ways) {
		this.#id = id;
		this.#ways = ways;
		this.#command = new Command((args) => ways.save(args));
		const { text, version } = textOf(whole);
		this.typed = $state({ ...text, areas: [...text.areas], slug: '' });
		this.#version = version;
		this.#slug = whole?.slug ?? '';
		this.#at = whole?.working?.edited_at ?? null;
		this.#kept = this.#now();
	}

	/** Of the post; another one once what was typed became a post of its own. */
	get id() {
		return this.#id;
	}
	/** The address that the server gave it. */
	get slug() {
		return this.#slug;
	}
	get version() {
		return this.#version;
	}
	/** When it was kept last; null: never. */
	get at() {
		return this.#at;
	}
	/** Why the last words are not kept, where no field is to blame. */
	get failed() {
		return this.#failed;
	}
	/** What somebody else wrote meanwhile. Until it is decided nothing is sent. */
	get theirs() {
		return this.#theirs;
	}
	/** Somebody has thrown the post away meanwhile: what is typed here is on this page alone. */
	get gone() {
		return this.#gone;
	}
	/** Something is typed that the server does not have. */
	get holds(): boolean {
		return this.#gone || this.#now() !== this.#kept;
	}

	/** Something was typed: it is kept when the hand rests. */
	changed() {
		const {
			wait = (run, ms) => setTimeout(run, ms),
			stop = (timer) => clearTimeout(timer as number)
		} = this.#ways;
		stop(this.#timer);
		if (this.holds && !this.#theirs && !this.#gone)
			this.#timer = wait(() => void this.keep(), PAUSE);
	}

	/** Keeps what is typed now; true when the server has all of it. */
	keep(): Promise<boolean> {
		this.#going ??= this.#all().finally(() => (this.#going = null));
		return this.#going;
	}

	/** Nothing more is sent: the page is left. */
	end() {
		(this.#ways.stop ?? ((timer) => clearTimeout(timer as number)))(this.#timer);
	}

	/** My words go over theirs, which the history of the post no longer has: so it is asked for. */
	takeMine(): Promise<boolean> {
		this.#version = this.#theirs?.working?.version ?? 0;
		this.#theirs = null;
		return this.keep();
	}

	/** What is typed becomes the draft of a new post. The id is made once: sent twice it is one post. */
	takeAsNew(id: string = crypto.randomUUID()): Promise<boolean> {
		if (!this.#gone) return this.keep();
		this.#id = id;
		this.#version = 0;
		this.#kept = '';
		this.typed.slug = '';
		this.#at = null;
		this.#gone = false;
		return this.keep();
	}

	/** Their words instead of mine. */
	takeTheirs() {
		const { text, version } = textOf(this.#theirs);
		Object.assign(this.typed, text, { areas: [...text.areas], slug: '' });
		this.#version = version;
		this.#kept = this.#now();
		this.#theirs = null;
		this.#failed = null;
	}

	async #all(): Promise<boolean> {
		this.#failed = null;
		try {
			while (this.holds && !this.#theirs && !this.#gone) await this.#once();
		} catch (problem) {
			await this.#refused(problem);
		}
		return !this.holds && !this.#theirs && !this.#gone;
	}

	async #once() {
		const { slug, ...text } = $state.snapshot(this.typed);
		const { answer, request } = await this.#command.run({
			...{ id: this.#id, version: this.#version },
			slug: slug.trim() || null,
			text
		});
		// After a lost answer this is what an earlier sending had kept: what was typed since goes next.
		this.#version = answer.version;
		this.#slug = answer.slug;
		this.#at = answer.edited_at;
		this.#kept = written(request.text, request.slug ?? '');
		this.form.clear();
	}

	async #refused(problem: unknown) {
		if (problem instanceof Problem && problem.code === 'stale') {
			try {
				this.#theirs = await this.#ways.open(this.id);
			} catch (other) {
				if (other instanceof Problem && other.code === 'not_found') this.#gone = true;
				else this.#failed = other;
			}
			return;
		}
		const fields = isRefusal(problem) ? problem.fields : [];
		if (fields.length > 0)
			this.form.failAll(
				fields.map(({ field, code }) => [field.replace(/^text\./, ''), code] as const)
			);
		else this.#failed = problem;
	}

	#now(): string {
		const { slug, ...text } = this.typed;
		return written(text, slug);
	}
}
