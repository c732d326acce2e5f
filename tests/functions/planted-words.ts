import { marks } from './planted-sender.ts';

/** Words nobody else says, and every column that may hold them once all was sent. */
export const said: Record<string, { word: string; in: string[] }> = {
	person: { word: 'Lường Thị Cánh Nhạn', in: ['booking.people.name'] },
	representative: { word: 'Khà Văn Rẻo Cao', in: ['booking.people.representative_name'] },
	'old number': { word: '219988776', in: ['booking.people.old_number'] },
	landmark: { word: 'cây gạo đôi bến Trà', in: ['booking.visits.landmark'] },
	booker: { word: 'Sùng A Lềnh Khênh', in: ['booking.visits.booker_name'] },
	'phone of a visit': {
		word: '900000771',
		in: ['booking.visits.booker_phone', 'queue.cases.search']
	},
	'who is at home': { word: 'Tẩn Mẩy Chao Nghiêng', in: ['booking.visits.at_home_name'] },
	caller: { word: 'Vừ Bá Gọi Lại', in: ['booking.call_backs.name'] },
	'phone of a caller': {
		word: '900000772',
		in: ['booking.call_backs.phone', 'queue.cases.search']
	},
	'about what': { word: 'giấy tờ mờ như sương', in: ['booking.call_backs.about'] },
	family: { word: 'Giàng Thị Lúa Nếp', in: ['support.requests.family_name'] },
	story: { word: 'hai con nằm một chỗ từ độ ấy', in: ['support.requests.story'] },
	asker: { word: 'Mùa A Hàng Xóm', in: ['support.requests.asker_name'] },
	'phone of an asker': {
		word: '900000773',
		in: ['queue.cases.search', 'support.requests.asker_phone']
	},
	'data request': { word: 'cho tôi xem hết mọi điều', in: ['queue.data_requests.words'] },
	'cancelled because': { word: 'bà đã khỏe lại như trâu', in: ['queue.event_bodies.body'] }
};
export const words = Object.fromEntries(
	Object.entries(said).map(([name, { word }]) => [name, word])
);

/** How every sealed file begins: whoever prints a tip prints it, as it is or in base 64. */
export const sealed = 'age-encryption.org/v1';
/** What a tip says. */
export const text = 'gỗ lậu ở bến Trà Bồng';
/** All that no process may print. */
export const planted = Object.entries({ ...marks, ...words, text, sealed });
