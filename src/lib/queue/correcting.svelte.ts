import { late } from '#lib/platform/late.ts';
import { Problem } from '#lib/platform/problem.ts';
import type { MendField } from './queue.ts';

export type Values = Partial<Record<MendField, string>>;

/** New values for what the portal holds of a visit: only what was typed is sent. */
export class Correcting {
	#typed = $state<Values>({});

	get(field: MendField): string {
		return this.#typed[field] ?? '';
	}
	set(field: MendField, value: string) {
		this.#typed[field] = value;
	}
	get empty(): boolean {
		return this.#entries().length === 0;
	}

	/**
	 * As the door takes them: a phone in E.164, which its library makes; that comes over the line only now.
	 * @throws Problem of the field `phone` where it is none; `offline` or `unreachable` where the library did not come
	 */
	async values(): Promise<Values> {
		const values: Values = Object.fromEntries(this.#entries());
		if (values.phone === undefined) return values;
		const { parsePhone } = await late(import('#shared/phones/index.ts'));
		const parsed = parsePhone(values.phone);
		if ('problem' in parsed)
			throw new Problem({ code: parsed.problem, field: 'phone', status: 422 });
		return { ...values, phone: parsed.phone };
	}

	#entries() {
		return Object.entries(this.#typed)
			.map(([field, value]) => [field, value.trim()] as const)
			.filter(([, value]) => value !== '');
	}
}
