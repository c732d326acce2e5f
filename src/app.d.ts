declare global {
	namespace App {
		interface Error {
			message: string;
			/** Code that `platform/problem` makes words of. */
			code?: string;
		}
	}
}

export {};
