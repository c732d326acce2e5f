/** A change of shift some minutes ago, one officer who goes and one who comes, and others of the house. */
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { callBackOf } from './cases.ts';
import { clear, hours, says, stands, type Answered } from './on-duty.ts';
import { newKey, officerOf, type Person } from './people.ts';
import { verbsOf, type Verbs } from './verbs.ts';

type Page = NonNullable<Answered<'queue_handover'>['handover']>;
const minuteNow = () => new Date(Math.floor(Date.now() / 60_000) * 60_000);

export class ShiftChange {
	db!: TestDatabase;
	q!: Verbs;
	lead!: Person;
	goes!: Person;
	comes!: Person;
	third!: Person;
	auditor!: Person;
	stranger!: Person;
	change!: Date;
	/** One reading of the clock for all: minutes before a clock that goes on would be the same moment twice. */
	readonly #began = minuteNow();
	#minutes = 0;

	async open() {
		const db = await createDatabase();
		this.db = db;
		this.q = verbsOf(db);
		this.lead = await officerOf(db, '21439', ['lead'], 'Trưởng Thử An');
		this.goes = await officerOf(db, '21439', ['desk'], 'Cán bộ Thử Đi');
		this.comes = await officerOf(db, '21439', ['desk'], 'Cán bộ Thử Đến');
		this.third = await officerOf(db, '21439', ['desk'], 'Cán bộ Thử Ba');
		this.auditor = await officerOf(db, '21439', ['auditor'], 'Kiểm Tra Thử');
		this.stranger = await officerOf(db, '21451', ['lead', 'desk'], 'Trưởng Thử Khác');
	}

	/** Each test has a change of its own, so that what one signed is not the other's. */
	async begin() {
		await this.db
			.sql`update queue.cases set ended_at = now(), assignee = null where ended_at is null`;
		await this.at(-(++this.#minutes / 60));
	}

	/** The change is so many hours from now. */
	async at(by: number) {
		await clear(this.db);
		this.change = hours(this.#began, by);
		await stands(this.db, this.goes, [hours(this.change, -24), this.change]);
		await stands(this.db, this.comes, [this.change, hours(this.change, 24)]);
	}

	get named() {
		return { change_at: this.change.toISOString() };
	}

	async page(who: Person): Promise<Page> {
		return (await says(this.db, who, 'queue_handover', this.named)).handover!;
	}

	async sign(who: Person, more: object = {}) {
		const { digest } = await this.page(who);
		return says(this.db, who, 'queue_handover_sign', { ...this.named, digest: digest!, ...more });
	}

	write(who: Person, id: string, body: string | null, was: string | null = null) {
		return says(this.db, who, 'queue_handover_line', { ...this.named, id, was, body });
	}

	take(who: Person, key = newKey()) {
		return says(this.db, who, 'queue_handover_take', { ...this.named, key });
	}

	alone(who: Person) {
		return says(this.db, who, 'queue_handover_alone', { ...this.named, why: 'absent' });
	}

	async marksOf(who: Person, id: string) {
		return (await this.page(who)).lines.find(({ row }) => row.id === id)?.marks;
	}

	/** A call-back that fell to the officer who goes. */
	async fell() {
		const { id } = await callBackOf(this.db, '21439');
		const { sub } = this.goes;
		await this.db.sql`update queue.cases set assignee = ${sub}, fell_to = ${sub} where id = ${id}`;
		return id;
	}

	async nobodys() {
		const { id } = await callBackOf(this.db, '21439');
		await this.db.sql`update queue.cases set assignee = null, fell_to = null where id = ${id}`;
		return id;
	}
}
