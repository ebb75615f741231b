<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id_ID" sourcelanguage="en_GB">
<context>
    <name>ActionPanel</name>
    <message>
        <source>Call next</source>
        <translation>Panggil berikutnya</translation>
    </message>
    <message>
        <source>Start service</source>
        <translation>Mulai melayani</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>Call again</source>
        <translation>Panggil ulang</translation>
    </message>
    <message>
        <source>No-show</source>
        <translation>Tidak hadir</translation>
    </message>
    <message>
        <source>Return to line</source>
        <translation>Kembalikan ke antrean</translation>
    </message>
</context>
<context>
    <name>AskSheet</name>
    <message>
        <source>Mark %1 as no-show?</source>
        <translation>Tandai %1 tidak hadir?</translation>
    </message>
    <message>
        <source>Sign off with %1 called?</source>
        <translation>Akhiri tugas saat %1 dipanggil?</translation>
    </message>
    <message>
        <source>The visitor was called only a moment ago and may still be on the way.</source>
        <translation>Pengunjung baru saja dipanggil dan mungkin masih menuju loket.</translation>
    </message>
    <message>
        <source>The number returns to its place in the line and can be called at another counter.</source>
        <translation>Nomor ini kembali ke tempatnya di antrean dan dapat dipanggil di loket lain.</translation>
    </message>
    <message>
        <source>Keep waiting</source>
        <translation>Tunggu lagi</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Tetap bertugas</translation>
    </message>
    <message>
        <source>Yes, no-show</source>
        <translation>Ya, tidak hadir</translation>
    </message>
    <message>
        <source>Sign off</source>
        <translation>Akhiri tugas</translation>
    </message>
</context>
<context>
    <name>BackButton</name>
    <message>
        <source>Back</source>
        <translation>Kembali</translation>
    </message>
</context>
<context>
    <name>Busy</name>
    <message>
        <source>Please wait</source>
        <translation>Mohon tunggu</translation>
    </message>
</context>
<context>
    <name>CounterSign</name>
    <message>
        <source>COUNTER %1</source>
        <translation>LOKET %1</translation>
    </message>
</context>
<context>
    <name>CounterTile</name>
    <message>
        <source>Counter %1</source>
        <translation>Loket %1</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Sedang dipakai</translation>
    </message>
    <message>
        <source>All services</source>
        <translation>Semua layanan</translation>
    </message>
</context>
<context>
    <name>DeskPanel</name>
    <message>
        <source>Counter %1</source>
        <translation>Loket %1</translation>
    </message>
    <message>
        <source>Sign off</source>
        <translation>Akhiri tugas</translation>
    </message>
</context>
<context>
    <name>Display</name>
    <message>
        <source>There is no zone %1. The zones are: %2.</source>
        <translation>Tidak ada zona %1. Zona yang ada: %2.</translation>
    </message>
    <message>
        <source>Closed today</source>
        <translation>Hari ini tutup</translation>
    </message>
    <message>
        <source>Open today %1</source>
        <translation>Buka hari ini %1</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>baru saja</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>%1 mnt lalu</translation>
    </message>
</context>
<context>
    <name>DonePage</name>
    <message>
        <source>Done</source>
        <translation>Selesai</translation>
    </message>
    <message>
        <source>Done (%1 s)</source>
        <translation>Selesai (%1 detik)</translation>
    </message>
    <message>
        <source>Please take your slip</source>
        <translation>Silakan ambil struk Anda</translation>
    </message>
    <message>
        <source>You are in the queue</source>
        <translation>Anda sudah masuk antrean</translation>
    </message>
    <message>
        <source>Please sit down. Your number will be called and shown.</source>
        <translation>Silakan duduk. Nomor Anda akan dipanggil dan ditampilkan.</translation>
    </message>
</context>
<context>
    <name>Foot</name>
    <message>
        <source>Please have your documents ready. If your number was missed, please ask an officer.</source>
        <translation>Harap siapkan berkas Anda. Jika nomor Anda terlewat, silakan hubungi petugas.</translation>
    </message>
</context>
<context>
    <name>FullNote</name>
    <message>
        <source>This device is not a counter</source>
        <translation>Perangkat ini bukan loket</translation>
    </message>
    <message>
        <source>The counter opens by itself as soon as the server is found.</source>
        <translation>Loket terbuka sendiri begitu server ditemukan.</translation>
    </message>
    <message>
        <source>It was enrolled for another task. Ask the administrator to enrol it as a counter.</source>
        <translation>Perangkat ini terdaftar untuk tugas lain. Minta administrator mendaftarkannya sebagai loket.</translation>
    </message>
    <message>
        <source>This device is not a display</source>
        <translation>Perangkat ini bukan layar antrean</translation>
    </message>
    <message>
        <source>This zone does not exist</source>
        <translation>Zona ini tidak ada</translation>
    </message>
    <message>
        <source>Calls appear here as soon as the server is found.</source>
        <translation>Panggilan tampil di sini begitu server ditemukan.</translation>
    </message>
    <message>
        <source>It was enrolled for another task. Ask the administrator to enrol it as a display.</source>
        <translation>Perangkat ini terdaftar untuk tugas lain. Minta administrator mendaftarkannya sebagai layar antrean.</translation>
    </message>
    <message>
        <source>Start the display with the name of a zone, or without one for the whole mall.</source>
        <translation>Jalankan layar dengan nama zona yang ada, atau tanpa zona untuk seluruh mal.</translation>
    </message>
</context>
<context>
    <name>IdleFacts</name>
    <message>
        <source>Nobody is waiting</source>
        <translation>Tidak ada yang menunggu</translation>
    </message>
    <message>
        <source>New numbers appear here by themselves.</source>
        <translation>Nomor baru muncul di sini dengan sendirinya.</translation>
    </message>
    <message>
        <source>Ready to call</source>
        <translation>Siap memanggil</translation>
    </message>
    <message>
        <source>waiting for this counter</source>
        <translation>menunggu loket ini</translation>
    </message>
    <message>
        <source>Press F2 or the space bar to call</source>
        <translation>Tekan F2 atau spasi untuk memanggil</translation>
    </message>
</context>
<context>
    <name>Kiosk</name>
    <message>
        <source>%1 Your number will be shown on the screen.</source>
        <translation>%1 Nomor tampil di layar.</translation>
    </message>
    <message>
        <source>There was no answer in time.</source>
        <translation>Belum ada jawaban dari server. Silakan coba lagi.</translation>
    </message>
    <message>
        <source>%1 Numbers cannot be taken right now.</source>
        <translation>%1 Nomor belum dapat diambil.</translation>
    </message>
    <message>
        <source>Please tell an officer.</source>
        <translation>Harap beri tahu petugas.</translation>
    </message>
    <message>
        <source>For staff: its token was given to a device of the kind “%1”. Enrol it as a kiosk.</source>
        <translation>Untuk petugas: tokennya terdaftar untuk perangkat jenis “%1”. Daftarkan perangkat ini sebagai kiosk.</translation>
    </message>
    <message>
        <source>This device is not a kiosk</source>
        <translation>Perangkat ini bukan kiosk</translation>
    </message>
    <message>
        <source>There are no services yet</source>
        <translation>Belum ada layanan</translation>
    </message>
    <message>
        <source>The list of services of this mall is empty.</source>
        <translation>Daftar layanan mal ini masih kosong.</translation>
    </message>
    <message>
        <source>For staff: fill the server&apos;s catalogue, then start it again.</source>
        <translation>Untuk petugas: isi katalog di server, lalu jalankan ulang server.</translation>
    </message>
    <message>
        <source>One moment, please.</source>
        <translation>Mohon tunggu sebentar.</translation>
    </message>
    <message>
        <source>About %1 minutes</source>
        <translation>Sekitar %1 menit</translation>
    </message>
    <message>
        <source>Counter not open yet</source>
        <translation>Loket belum buka</translation>
    </message>
    <message>
        <source>No queue</source>
        <translation>Tidak ada antrean</translation>
    </message>
    <message>
        <source>About %1 waiting</source>
        <translation>Sekitar %1 menunggu</translation>
    </message>
    <message>
        <source>The printer has run out of paper.</source>
        <translation>Kertas printer habis.</translation>
    </message>
    <message>
        <source>The printer&apos;s cover is open.</source>
        <translation>Penutup printer terbuka.</translation>
    </message>
    <message>
        <source>The printer&apos;s knife is stuck.</source>
        <translation>Pisau printer macet.</translation>
    </message>
    <message>
        <source>This kiosk shows your number on the screen.</source>
        <translation>Nomor Anda ditampilkan di layar.</translation>
    </message>
    <message>
        <source>The printer is not connected.</source>
        <translation>Printer tidak terhubung.</translation>
    </message>
    <message>
        <source>The printer does not respond.</source>
        <translation>Printer tidak merespons.</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>Tidak ada</translation>
    </message>
    <message>
        <source>About 1 person</source>
        <translation>Sekitar 1 orang</translation>
    </message>
    <message>
        <source>About %1 people</source>
        <translation>Sekitar %1 orang</translation>
    </message>
</context>
<context>
    <name>LeavingNote</name>
    <message>
        <source>Still there? Touch the screen.</source>
        <translation>Masih di sini? Sentuh layar.</translation>
    </message>
</context>
<context>
    <name>LinePanel</name>
    <message>
        <source>Waiting</source>
        <translation>Menunggu</translation>
    </message>
    <message>
        <source>The line is empty</source>
        <translation>Antrean kosong</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Counter %1</source>
        <translation>Loket %1</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Loket</translation>
    </message>
    <message>
        <source>Queue display</source>
        <translation>Layar antrean</translation>
    </message>
    <message>
        <source>Virtual printer</source>
        <translation>Printer virtual</translation>
    </message>
    <message>
        <source>No slip yet</source>
        <translation>Belum ada struk</translation>
    </message>
    <message>
        <source>Paper out</source>
        <translation>Kertas habis</translation>
    </message>
    <message>
        <source>Cover open</source>
        <translation>Penutup terbuka</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Tidak terhubung</translation>
    </message>
</context>
<context>
    <name>MoreBelow</name>
    <message>
        <source>More to read below</source>
        <translation>Masih ada lagi di bawah</translation>
    </message>
</context>
<context>
    <name>OnlineHint</name>
    <message>
        <source>You can also do this from home</source>
        <translation>Bisa juga diurus dari rumah</translation>
    </message>
</context>
<context>
    <name>OutcomeRow</name>
    <message>
        <source>Completed</source>
        <translation>Tuntas</translation>
    </message>
    <message>
        <source>Documents incomplete</source>
        <translation>Berkas belum lengkap</translation>
    </message>
    <message>
        <source>Referred elsewhere</source>
        <translation>Diarahkan ke tempat lain</translation>
    </message>
    <message>
        <source>Not served</source>
        <translation>Tidak dilayani</translation>
    </message>
</context>
<context>
    <name>PageTurner</name>
    <message>
        <source>Previous</source>
        <translation>Sebelumnya</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 dari %2</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Lainnya</translation>
    </message>
</context>
<context>
    <name>PrintingPage</name>
    <message>
        <source>Your slip is being printed</source>
        <translation>Struk sedang dicetak</translation>
    </message>
    <message>
        <source>Taking your number</source>
        <translation>Mengambil nomor</translation>
    </message>
</context>
<context>
    <name>QuestionPage</name>
    <message>
        <source>Did the slip come out?</source>
        <translation>Apakah struk sudah keluar?</translation>
    </message>
    <message>
        <source>Your number is kept either way.</source>
        <translation>Nomor Anda tetap berlaku.</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Tidak</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ya</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>The server did not understand this device.</source>
        <translation>Server tidak memahami perangkat ini.</translation>
    </message>
    <message>
        <source>This device may not do that.</source>
        <translation>Perangkat ini tidak diizinkan melakukan itu.</translation>
    </message>
    <message>
        <source>That took too long. Please try again.</source>
        <translation>Terlalu lama. Silakan coba lagi.</translation>
    </message>
    <message>
        <source>Very busy at the moment. Please try again shortly.</source>
        <translation>Sedang sangat sibuk. Silakan coba lagi sebentar lagi.</translation>
    </message>
    <message>
        <source>The server cannot store anything at the moment. Please call a technician.</source>
        <translation>Server sedang tidak dapat menyimpan data. Mohon hubungi teknisi.</translation>
    </message>
    <message>
        <source>This service is not offered.</source>
        <translation>Layanan ini tidak tersedia.</translation>
    </message>
    <message>
        <source>This counter does not exist.</source>
        <translation>Loket ini tidak ada.</translation>
    </message>
    <message>
        <source>This ticket is no longer in the queue.</source>
        <translation>Nomor ini sudah tidak ada dalam antrean.</translation>
    </message>
    <message>
        <source>There are no more numbers today.</source>
        <translation>Nomor antrean hari ini sudah habis.</translation>
    </message>
    <message>
        <source>The queue for this service is full.</source>
        <translation>Antrean layanan ini penuh.</translation>
    </message>
    <message>
        <source>Nobody is waiting.</source>
        <translation>Tidak ada yang menunggu.</translation>
    </message>
    <message>
        <source>Nobody has signed on at this counter.</source>
        <translation>Belum ada petugas di loket ini.</translation>
    </message>
    <message>
        <source>Another officer has signed on at this counter.</source>
        <translation>Petugas lain sedang bertugas di loket ini.</translation>
    </message>
    <message>
        <source>Finish with the present visitor first.</source>
        <translation>Selesaikan dahulu pengunjung yang sekarang.</translation>
    </message>
    <message>
        <source>This officer has signed on at another counter.</source>
        <translation>Petugas ini sedang bertugas di loket lain.</translation>
    </message>
    <message>
        <source>This device has signed on at another counter.</source>
        <translation>Perangkat ini sedang dipakai di loket lain.</translation>
    </message>
    <message>
        <source>This belongs to another agency.</source>
        <translation>Ini milik instansi lain.</translation>
    </message>
    <message>
        <source>This visitor is not at this counter.</source>
        <translation>Pengunjung ini tidak berada di loket ini.</translation>
    </message>
    <message>
        <source>That is not possible any more for this ticket.</source>
        <translation>Hal itu tidak dapat dilakukan lagi untuk nomor ini.</translation>
    </message>
    <message>
        <source>Looking for the server…</source>
        <translation>Mencari server…</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Menyambung…</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Tersambung</translation>
    </message>
    <message>
        <source>Reconnecting…</source>
        <translation>Menyambung kembali…</translation>
    </message>
    <message>
        <source>This device needs an update.</source>
        <translation>Perangkat ini perlu diperbarui.</translation>
    </message>
    <message>
        <source>This device is not registered.</source>
        <translation>Perangkat ini belum terdaftar.</translation>
    </message>
    <message>
        <source>Close it, install the version of the server, and start it again.</source>
        <translation>Tutup aplikasi, pasang versi yang sama dengan server, lalu buka lagi.</translation>
    </message>
    <message>
        <source>Another device uses the same token.</source>
        <translation>Perangkat lain memakai token yang sama.</translation>
    </message>
    <message>
        <source>Every device needs a token of its own: enrol one of the two under another name, and put the new token into its settings.</source>
        <translation>Setiap perangkat memerlukan token sendiri: daftarkan salah satunya dengan nama lain, lalu isikan token barunya di pengaturannya.</translation>
    </message>
    <message>
        <source>The server does not know the token of this device.</source>
        <translation>Server tidak mengenal token perangkat ini.</translation>
    </message>
    <message>
        <source>Check the token in its settings, or ask the administrator to enrol this device and put the new token there.</source>
        <translation>Periksa token di pengaturannya, atau minta administrator mendaftarkan perangkat ini dan isikan token barunya di sana.</translation>
    </message>
</context>
<context>
    <name>RecentLine</name>
    <message>
        <source>Counter %1</source>
        <translation>Loket %1</translation>
    </message>
</context>
<context>
    <name>RecentPanel</name>
    <message>
        <source>Latest calls</source>
        <translation>Panggilan terakhir</translation>
    </message>
</context>
<context>
    <name>RefusedPage</name>
    <message>
        <source>Back to the start</source>
        <translation>Kembali ke awal</translation>
    </message>
    <message>
        <source>No number could be given</source>
        <translation>Nomor tidak dapat diberikan</translation>
    </message>
</context>
<context>
    <name>Requirements</name>
    <message>
        <source>What to bring</source>
        <translation>Yang perlu dibawa</translation>
    </message>
</context>
<context>
    <name>ScreenTicketPage</name>
    <message>
        <source>Take a photo of this screen</source>
        <translation>Foto layar ini</translation>
    </message>
    <message>
        <source>Your number is valid without a slip. Please tell an officer.</source>
        <translation>Nomor Anda berlaku tanpa struk. Harap beri tahu petugas.</translation>
    </message>
    <message>
        <source>Your number is valid without a slip.</source>
        <translation>Nomor Anda berlaku tanpa struk.</translation>
    </message>
    <message>
        <source>I have noted it</source>
        <translation>Sudah saya catat</translation>
    </message>
</context>
<context>
    <name>ServiceFacts</name>
    <message>
        <source>Fee</source>
        <translation>Biaya</translation>
    </message>
    <message>
        <source>Finished in</source>
        <translation>Jangka waktu</translation>
    </message>
    <message>
        <source>You receive</source>
        <translation>Hasil layanan</translation>
    </message>
    <message>
        <source>At the counter</source>
        <translation>Waktu di loket</translation>
    </message>
    <message>
        <source>Queue now</source>
        <translation>Antrean saat ini</translation>
    </message>
</context>
<context>
    <name>ServicePage</name>
    <message>
        <source>Take a number</source>
        <translation>Ambil nomor</translation>
    </message>
</context>
<context>
    <name>ServicesPage</name>
    <message>
        <source>Choose a service</source>
        <translation>Pilih layanan</translation>
    </message>
</context>
<context>
    <name>SignOnPage</name>
    <message>
        <source>Choose your counter</source>
        <translation>Pilih loket Anda</translation>
    </message>
    <message>
        <source>This agency has no counters</source>
        <translation>Instansi ini belum punya loket</translation>
    </message>
    <message>
        <source>The administrator can add counters for %1 in the catalogue.</source>
        <translation>Administrator dapat menambahkan loket untuk %1 di katalog.</translation>
    </message>
    <message>
        <source>Who is serving?</source>
        <translation>Siapa yang bertugas?</translation>
    </message>
    <message>
        <source>Officer&apos;s name</source>
        <translation>Nama petugas</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Nama Anda</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>Sebentar…</translation>
    </message>
    <message>
        <source>Start work</source>
        <translation>Mulai bertugas</translation>
    </message>
    <message>
        <source>Waiting for the server</source>
        <translation>Menunggu server</translation>
    </message>
    <message>
        <source>Choose a free counter and type your name.</source>
        <translation>Pilih loket yang kosong dan ketik nama Anda.</translation>
    </message>
</context>
<context>
    <name>Slip</name>
    <message>
        <source>Your queue number</source>
        <translation>Nomor antrean Anda</translation>
    </message>
    <message>
        <source>Wait at</source>
        <translation>Tunggu di</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Loket</translation>
    </message>
    <message>
        <source>Please have ready:</source>
        <translation>Harap siapkan:</translation>
    </message>
    <message>
        <source>Nobody is waiting before you</source>
        <translation>Tidak ada yang menunggu di depan Anda</translation>
    </message>
    <message>
        <source>About 1 person is before you</source>
        <translation>Sekitar 1 orang di depan Anda</translation>
    </message>
    <message>
        <source>About %1 people are before you</source>
        <translation>Sekitar %1 orang di depan Anda</translation>
    </message>
    <message>
        <source>Scan to follow the queue on your phone</source>
        <translation>Pindai untuk memantau antrean dari ponsel</translation>
    </message>
    <message>
        <source>TRAINING</source>
        <translation>LATIHAN</translation>
    </message>
    <message>
        <source>This number is not real</source>
        <translation>Nomor ini bukan nomor sebenarnya</translation>
    </message>
</context>
<context>
    <name>SoundSign</name>
    <message>
        <source>No loudspeaker</source>
        <translation>Tanpa pengeras suara</translation>
    </message>
    <message>
        <source>Speaking</source>
        <translation>Sedang memanggil</translation>
    </message>
    <message>
        <source>Loudspeaker ready</source>
        <translation>Pengeras suara siap</translation>
    </message>
</context>
<context>
    <name>StageCall</name>
    <message>
        <source>Queue number</source>
        <translation>Nomor antrean</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Which office are you going to?</source>
        <translation>Anda mau ke instansi mana?</translation>
    </message>
    <message>
        <source>Touch one. You will see what to bring before you take a number.</source>
        <translation>Sentuh salah satu. Syarat layanan tampil sebelum Anda mengambil nomor.</translation>
    </message>
</context>
<context>
    <name>TallyPanel</name>
    <message>
        <source>Finished</source>
        <translation>Selesai dilayani</translation>
    </message>
    <message>
        <source>Mean service time</source>
        <translation>Rata-rata layanan</translation>
    </message>
</context>
<context>
    <name>TicketCard</name>
    <message>
        <source>Your queue number</source>
        <translation>Nomor antrean Anda</translation>
    </message>
    <message>
        <source>Scan to follow the queue on your phone</source>
        <translation>Pindai untuk memantau antrean dari ponsel</translation>
    </message>
</context>
<context>
    <name>TrainingRibbon</name>
    <message>
        <source>TRAINING: these numbers are not real</source>
        <translation>LATIHAN: nomor di sini bukan nomor sebenarnya</translation>
    </message>
</context>
<context>
    <name>Trouble</name>
    <message>
        <source>Mall (instance): “%1”.</source>
        <translation>Mal (instance): “%1”.</translation>
    </message>
    <message>
        <source>Tried: %1.</source>
        <translation>Sudah dicoba: %1.</translation>
    </message>
    <message>
        <source>No server of it was found on the network of this device (%1).</source>
        <translation>Servernya tidak ditemukan di jaringan perangkat ini (%1).</translation>
    </message>
    <message>
        <source>This device is on no network.</source>
        <translation>Perangkat ini tidak terhubung ke jaringan.</translation>
    </message>
    <message>
        <source>Found instead: %1.</source>
        <translation>Yang ditemukan: %1.</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>tidak menjawab</translation>
    </message>
    <message>
        <source>the server hung up</source>
        <translation>server memutus sambungan</translation>
    </message>
    <message>
        <source>no server is running there</source>
        <translation>tidak ada server yang berjalan di sana</translation>
    </message>
    <message>
        <source>the name is unknown</source>
        <translation>nama tidak dikenal</translation>
    </message>
    <message>
        <source>the network there cannot be reached</source>
        <translation>jaringan ke sana tidak terjangkau</translation>
    </message>
    <message>
        <source>is the server of “%1”</source>
        <translation>adalah server “%1”</translation>
    </message>
    <message>
        <source>speaks protocol %1, this program %2</source>
        <translation>memakai protokol %1, aplikasi ini %2</translation>
    </message>
    <message>
        <source>cannot be understood</source>
        <translation>tidak dapat dimengerti</translation>
    </message>
    <message>
        <source>wants another version</source>
        <translation>meminta versi lain</translation>
    </message>
    <message>
        <source>does not know the token of this device</source>
        <translation>tidak mengenal token perangkat ini</translation>
    </message>
    <message>
        <source>another device came with the same token</source>
        <translation>perangkat lain datang dengan token yang sama</translation>
    </message>
    <message>
        <source>this device was too slow</source>
        <translation>perangkat ini terlalu lambat</translation>
    </message>
    <message>
        <source>nothing was heard of this device</source>
        <translation>tidak ada kabar dari perangkat ini</translation>
    </message>
    <message>
        <source>did not understand this device</source>
        <translation>tidak mengerti perangkat ini</translation>
    </message>
    <message>
        <source>the server is being shut down</source>
        <translation>server sedang dimatikan</translation>
    </message>
</context>
<context>
    <name>UnstaffedNotice</name>
    <message>
        <source>No counter is open for this service yet</source>
        <translation>Belum ada loket yang buka untuk layanan ini</translation>
    </message>
    <message>
        <source>You may take a number and wait.</source>
        <translation>Anda tetap boleh mengambil nomor dan menunggu.</translation>
    </message>
</context>
<context>
    <name>VisitFacts</name>
    <message>
        <source>Being served</source>
        <translation>Sedang dilayani</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>Dipanggil</translation>
    </message>
    <message>
        <source>Calls: %1</source>
        <translation>Panggilan: %1</translation>
    </message>
    <message>
        <source>since the start</source>
        <translation>sejak mulai</translation>
    </message>
    <message>
        <source>since the call</source>
        <translation>sejak dipanggil</translation>
    </message>
</context>
<context>
    <name>WaitingPanel</name>
    <message>
        <source>Waiting</source>
        <translation>Menunggu</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 menunggu</translation>
    </message>
    <message>
        <source>%1 counters open</source>
        <translation>%1 loket buka</translation>
    </message>
</context>
<context>
    <name>WaitingPlace</name>
    <message>
        <source>Wait at</source>
        <translation>Tunggu di</translation>
    </message>
    <message>
        <source>Counter</source>
        <translation>Loket</translation>
    </message>
    <message>
        <source>Before you</source>
        <translation>Di depan Anda</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>No calls yet</source>
        <translation>Belum ada panggilan</translation>
    </message>
</context>
<context>
    <name>WorkModel</name>
    <message>
        <source>In line since %1, waited %2</source>
        <translation>Mengantre sejak %1, menunggu %2</translation>
    </message>
    <message>
        <source>Finish the service before you sign off.</source>
        <translation>Selesaikan layanan ini sebelum mengakhiri tugas.</translation>
    </message>
    <message>
        <source>Counter %1 was freed by someone else. Sign on again.</source>
        <translation>Loket %1 telah dilepas oleh orang lain. Silakan masuk bertugas lagi.</translation>
    </message>
</context>
</TS>
