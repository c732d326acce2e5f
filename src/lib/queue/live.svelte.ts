import type { Heard, Wire } from '#lib/platform/session-realtime.ts';
import type { Answer, Asked } from './live-queue.ts';
import { Polling, type Told } from './polling.ts';
import { Realtime, type Shown } from './realtime.ts';
import type { Person } from './queue.ts';

/** Cases that changed; `all`: more than that, so everything on the page is read anew. */
export type News = { ids: readonly string[]; all: boolean };

/** Milliseconds within which pages read what a socket told them all. */
const GATHER = 2_000;

type Parts = {
	/** The room's verb. */
	ask: (asked: Asked, signal: AbortSignal) => Promise<Answer>;
	/** The socket of Supabase Realtime, for an officer; only asked for where the door names topics. */
	open: (officer: string, heard: Heard) => Promise<Wire>;
	/** Names of the unit's officers, for whom Realtime tells by id. */
	officers: () => Promise<readonly Person[]>;
	changed: (news: News) => void;
};

/** Who has a case open, by case. */
type Looks = Readonly<Record<string, readonly Person[]>>;

/**
 * What happens in the queue while a page is open: which cases changed, and who else looks at them. The door is asked
 * always; where Supabase Realtime is there, it brings the same earlier, and the door is asked half as often, for what a
 * socket may lose. Whatever comes from either goes one way.
 */
export class Live {
	readonly #parts: Parts;
	#me: string | null = null;
	/** As the door said last. */
	#asked = $state.raw<Looks>({});
	#fresh = $state.raw<string | null>(null);
	/** As Realtime says now: officers, and what they show. */
	#heard = $state.raw<Shown>({});
	#names = $state.raw<Readonly<Record<string, Person>>>({});
	#naming: Promise<void> | null = null;
	readonly #polling: Polling;
	readonly #realtime: Realtime;
	/** The case that this page shows. */
	#shown: string | null = null;
	/** What Realtime told and the page has not read yet. */
	#gathered: string[] = [];
	#gathering: ReturnType<typeof setTimeout> | undefined;
	/** What Realtime told since the door last answered. */
	#early: string[] = [];

	constructor(parts: Parts) {
		this.#parts = parts;
		this.#polling = new Polling(
			{ ask: parts.ask, told: (told) => this.#told(told) },
			crypto.randomUUID()
		);
		this.#realtime = new Realtime({
			open: (heard) => parts.open(this.#me!, heard),
			told: ({ id, version }) => {
				this.#early.push(`${id} ${version}`);
				this.#gather(id);
			},
			moved: () => this.#polling.soon(),
			present: (looks) => this.#present(looks),
			joined: (all) => (this.#polling.calm = all)
		});
	}

	/** When the door last said what is new; an ISO instant. What the page shows is as old as that. */
	get fresh(): string | null {
		return this.#fresh;
	}

	/** Others who have the case open, by name. */
	lookersOf(id: string): readonly Person[] {
		const asked = this.#asked[id] ?? [];
		const heard = Object.entries(this.#heard)
			.filter(([officer, cases]) => officer !== this.#me && cases.includes(id))
			.flatMap(([officer]) => this.#names[officer] ?? []);
		return [...asked, ...heard.filter((one) => !asked.some((known) => known.id === one.id))];
	}

	/** From now on, for an officer; returns what ends it. */
	start(me: string): () => void {
		this.#me = me;
		this.#polling.start();
		return () => {
			this.#polling.stop();
			this.#realtime.stop();
			clearTimeout(this.#gathering);
			this.#gathered = [];
			this.#asked = {};
		};
	}

	/** This page shows a case, or none. */
	look(id: string | null, kind: string | null) {
		this.#shown = id;
		this.#polling.look(id);
		this.#realtime.look(id, kind);
	}

	/**
	 * A socket tells every page of the unit in one moment, and each would ask for its list in the same one: they wait a
	 * little, each by itself, and read once for all that came. The case that is open is read at once.
	 */
	#gather(id: string) {
		if (!this.#gathered.includes(id)) this.#gathered.push(id);
		clearTimeout(this.#gathering);
		const wait = id === this.#shown ? 0 : Math.random() * GATHER;
		this.#gathering = setTimeout(() => {
			this.#parts.changed({ ids: this.#gathered.splice(0), all: false });
		}, wait);
	}

	#told({ changed, all, answer }: Told) {
		this.#fresh = answer.now;
		this.#asked = Object.fromEntries(answer.lookers.map(({ id, officers }) => [id, officers]));
		const late = changed.filter(({ id, version }) => !this.#early.includes(`${id} ${version}`));
		this.#early = [];
		void this.#realtime.use(answer.topics);
		if (all || late.length > 0) this.#parts.changed({ ids: late.map(({ id }) => id), all });
	}

	#present(shown: Shown) {
		// Who has just gone is gone, though the door said otherwise a moment ago.
		const left = (id: string, officer: string) =>
			(this.#heard[officer]?.includes(id) ?? false) && !shown[officer]?.includes(id);
		this.#asked = Object.fromEntries(
			Object.entries(this.#asked).map(([id, people]) => [
				id,
				people.filter((one) => !left(id, one.id))
			])
		);
		this.#heard = shown;
		if (Object.keys(shown).some((officer) => officer !== this.#me && !this.#names[officer]))
			void this.#name();
	}

	/** Asked once; again when somebody new comes, and after a failure with the next. */
	#name(): Promise<void> {
		this.#naming ??= this.#parts
			.officers()
			.then((people) => {
				this.#names = Object.fromEntries(people.map((person) => [person.id, person]));
			})
			.catch(() => undefined)
			.finally(() => (this.#naming = null));
		return this.#naming;
	}
}
