import type { Text } from '#contracts/news-desk.ts';
import { cleanBody } from '#shared/article/body.ts';
import { Command, isRefusal } from '#lib/platform/command.svelte.ts';
import { Problem } from '#lib/platform/problem.ts';
import { Form } from '#lib/ui/form.svelte.ts';
import type { Save, Saved, Whole } from './desk-news.ts';
import { newsFieldWords } from './desk-words.ts';

/** Long enough not to send every letter, short enough that a crash costs a few words. */
const PAUSE = 1200;

type Ways = {
	save: (args: Save) => Promise<Saved>;
	open: (id: string) => Promise<Whole>;
	wait?: (run: () => void, ms: number) => unknown;
	stop?: (timer: unknown) => void;
};

const empty: Text = {
	...{ category: 'news', areas: [], campaign: null, cover: null },
	...{ title: '', summary: '', body: '', note: '' }
};

/** The text of a post as somebody writes it: kept by the server while they do, never over what somebody else has written. */
export class Writing {
	readonly id: string;
	readonly form = new Form(newsFieldWords);
	/** `slug` empty: made of the title. */
	readonly typed: Omit<Text, 'areas'> & { areas: string[]; slug: string };
	#ways: Ways;
	#command: Command<Omit<Save, 'key'>, Saved>;
	#version: number;
	#kept = $state('');
	#slug = $state('');
	#at = $state<string | null>(null);
	#failed = $state.raw<unknown>(null);
	#theirs = $state.raw<Whole | null>(null);
	#timer: unknown;
	#going: Promise<boolean> | null = null;

	constructor(id: string, whole: Whole | null, ways: Ways) {
		this.id = id;
		this.#ways = ways;
		this.#command = new Command((args) => ways.save(args));
		const { text, version } = textOf(whole);
		this.typed = $state({ ...text, areas: [...text.areas], slug: '' });
		this.#version = version;
		this.#slug = whole?.slug ?? '';
		this.#at = whole?.working?.edited_at ?? null;
		this.#kept = this.#now();
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
	/** Something is typed that the server does not have. */
	get holds(): boolean {
		return this.#now() !== this.#kept;
	}

	/** Something was typed: it is kept when the hand rests. */
	changed() {
		const {
			wait = (run, ms) => setTimeout(run, ms),
			stop = (timer) => clearTimeout(timer as number)
		} = this.#ways;
		stop(this.#timer);
		if (this.holds && !this.#theirs) this.#timer = wait(() => void this.keep(), PAUSE);
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
			while (this.holds && !this.#theirs) await this.#once();
		} catch (problem) {
			await this.#refused(problem);
		}
		return !this.holds && !this.#theirs;
	}

	async #once() {
		const { slug, ...text } = $state.snapshot(this.typed);
		const { answer, request } = await this.#command.run({
			...{ id: this.id, version: this.#version },
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
				this.#failed = other;
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

/** What makes two texts the same. */
const written = (text: Text, slug: string): string =>
	JSON.stringify([
		...[text.category, text.areas, text.campaign, text.title, text.summary, cleanBody(text.body)],
		...[text.cover, text.note, slug.trim()]
	]);

/** The text to go on with: the one under work, else what readers see, else nothing. */
function textOf(whole: Whole | null): { text: Text; version: number } {
	const from = whole?.working ?? whole?.approved ?? empty;
	const { category, areas, campaign, title, summary, body, cover, note } = from;
	return {
		text: { category, areas, campaign, title, summary, body, cover, note },
		version: whole?.working?.version ?? 0
	};
}
