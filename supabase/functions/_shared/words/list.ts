/**
 * Things that everybody in Việt Nam knows, as two spoken words to recognise an officer by. No word turns on a sound that one
 * region says like another (tr/ch, s/x, d/gi/r/v, l/n, hỏi/ngã), none is rude, sad or has to do with police or money; and no
 * two become one where final n and ng or t and c are alike. The test checks all of it but taste.
 */
// prettier-ignore
export const WORDS: readonly string[] = [
	'ấm đồng', 'áo ấm', 'áo bông', 'ao cá', 'áo khoác', 'áo mưa', 'bà ngoại', 'bậc thềm', 'bàn cờ',
	'bàn ghế', 'bàn phím', 'bàn tay', 'bàn tính', 'bánh bao', 'bánh bèo', 'bánh canh', 'bánh kem',
	'bánh khoai', 'bánh mật', 'bánh mì', 'bánh phồng', 'bánh tét', 'bánh ú', 'bắp ngô', 'bát cơm',
	'bến đò', 'bến phà', 'bến tàu', 'bếp ga', 'bếp than', 'bí đao', 'bình bông', 'bình hoa',
	'bờ ao', 'bồ câu', 'bờ đê', 'bờ hồ', 'bò kho', 'bọ ngựa', 'bờ tường', 'bồn hoa', 'bồn tắm',
	'bóng bàn', 'bóng bay', 'bong bóng', 'bóng đèn', 'bông gòn', 'bông hồng', 'bụi cây', 'bụi mía',
	'bút bi', 'bút màu', 'bút máy', 'cá cơm', 'cá heo', 'cá hồng', 'cá kho', 'cá khô', 'cá mập',
	'cá mè', 'cá ngừ', 'cá ngựa', 'cà phê', 'cá thu', 'cà tím', 'cái bàn', 'cái bát', 'cái cân',
	'cái cốc', 'cái cuốc', 'cái ghế', 'cái kéo', 'cái quạt', 'cái thang', 'cái thìa', 'cái túi',
	'cam quýt', 'cần câu', 'canh bí', 'cánh buồm', 'canh cua', 'cành đào', 'cánh đồng', 'cánh hoa',
	'cành mai', 'canh mướp', 'cánh tay', 'cầu ao', 'cậu bé', 'cầu tàu', 'cầu thang', 'cây bàng',
	'cây cam', 'cây cau', 'cây cầu', 'cây đa', 'cây đàn', 'cây khế', 'cây me', 'cây mít', 'cây ớt',
	'cây quạt', 'cây thông', 'cây thước', 'cơm gà', 'cơm tấm', 'con bò', 'con cá', 'con cò',
	'con công', 'con cua', 'con đò', 'con đường', 'con gà', 'con heo', 'con hươu', 'con kiến',
	'con mèo', 'con ngựa', 'con ốc', 'con ong', 'con tàu', 'con tem', 'con thuyền', 'con tôm',
	'cúc áo', 'đá bào', 'đá cuội', 'đàn bầu', 'đàn gà', 'đàn kiến', 'đậu đen', 'đậu phộng',
	'đèn bàn', 'đèn cầy', 'đèn đường', 'đèn pin', 'đôi guốc', 'đôi tất', 'đồi thông', 'đồng hồ',
	'đồng quê', 'đống thóc', 'đu quay', 'đường phèn', 'đường phố', 'đường tàu', 'ếch con', 'em bé',
	'gà con', 'gà mái', 'gạch hoa', 'gấu bông', 'ghế đá', 'ghế mây', 'gốc cây', 'gốc đa',
	'gối bông', 'gối ôm', 'hàng cau', 'hàng cây', 'hành tây', 'hạt cơm', 'hạt đậu', 'hạt mè',
	'hạt mưa', 'hạt thóc', 'hồ cá', 'hoa cau', 'hoa cúc', 'hoa đào', 'hoa hồng', 'hoa huệ',
	'hoa mai', 'hoa mơ', 'hoa phượng', 'hoa quỳnh', 'hòn bi', 'hòn đá', 'hộp bút', 'hộp cơm',
	'hộp kem', 'hộp phấn', 'hộp quà', 'kem bơ', 'kèn đồng', 'kẹo bông', 'kẹo mè', 'kẹo mút',
	'khăn quàng', 'khăn tay', 'kho thóc', 'khoai mì', 'khoai môn', 'khoai tây', 'khung thêu',
	'kim khâu', 'kính mát', 'mái hiên', 'mái ngói', 'mái nhà', 'mái tôn', 'mầm cây', 'mâm cơm',
	'măng cụt', 'măng khô', 'mặt bàn', 'mặt hồ', 'mắt kính', 'mật ong', 'máy bay', 'máy bơm',
	'máy cày', 'máy khâu', 'máy tính', 'mo cau', 'mồng tơi', 'mùa gặt', 'mùa hè', 'mùa mưa',
	'mùa thu', 'muối mè', 'mướp hương', 'mứt bí', 'mứt gừng', 'mứt me', 'nghé con', 'ngôi nhà',
	'ngọn cây', 'ngọn đồi', 'nhà bếp', 'nhà ga', 'nhà kho', 'nhịp cầu', 'nho tím', 'ô mai', 'ô tô',
	'ốc hương', 'ống hút', 'ống khói', 'ong mật', 'ông ngoại', 'ống tay', 'phấn hoa', 'phao bơi',
	'pháo hoa', 'phím đàn', 'phòng ăn', 'phong bì', 'phòng khách', 'quán ăn', 'quần áo', 'quần bò',
	'quán cơm', 'quang gánh', 'quạt điện', 'quạt mo', 'que kem', 'quê ngoại', 'tấm bìa', 'tấm kính',
	'tấm thiệp', 'táo tây', 'tập thơ', 'tàu cá', 'tàu điện', 'tay áo', 'tem thư', 'thang máy',
	'thềm nhà', 'thìa canh', 'thịt bò', 'thịt gà', 'thịt kho', 'thợ điện', 'thợ hàn', 'thợ may',
	'thợ mộc', 'thư tay', 'thúng thóc', 'thùng thư', 'thuyền buồm', 'thuyền thúng', 'tiếng đàn',
	'tô canh', 'tôm hùm', 'tôm khô', 'túi quà', 'túi thơm', 'tương cà', 'tường gạch', 'tường hoa',
	'tương ớt'
];
