declare global {
	namespace App {
		interface Error {
			message: string;
			/** Code that `platform/problem` makes words of. */
			code?: string;
		}
		interface PageState {
			/** Which question of a booking is open. */
			step?: string;
		}
	}
}

export {};
