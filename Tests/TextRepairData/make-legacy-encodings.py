#!/usr/bin/env python3
"""Writes legacy-encodings.tsv beside it: texts of ours, encoded by Python's codecs, so that the bytes are not ours."""
import os

TEXTS = {
"German":(["windows1252 cp1252","macRoman mac_roman","codePage850 cp850"],["Prüfen Sie zuerst, ob der Schlüssel für den Server gültig ist.","Für jede Störung gilt: Größe und Ursache prüfen, Änderungen notieren, Übergabe an die nächste Schicht. Die Überwachung läuft über drei Knoten; fällt einer aus, übernehmen die übrigen. Größere Ausfälle müssen an die Rufbereitschaft gemeldet werden, möglichst früh."]),
"French":(["windows1252 cp1252","macRoman mac_roman"],["Vérifiez d’abord que le serveur répond à la requête.","En cas de panne, l’équipe de garde est prévenue dès la première minute. Le réseau est vérifié, puis les données sont restaurées à partir de la dernière sauvegarde ; où qu’elle soit, elle doit être chiffrée. Les mots de passe ne sont jamais écrits dans le dépôt."]),
"French with the euro":(["latin9 iso8859_15"],["Le cœur du problème : une œuvre à 5 € répétée à l'infini."]),
"Spanish":(["windows1252 cp1252","macRoman mac_roman"],["¿Qué pasó con la conexión? Según el diseño, mañana habrá más.","La guardia recibirá un aviso automático cuando el tráfico supere el límite. Después, compruebe el tamaño del índice y la última réplica; si está dañada, restáurela según el procedimiento de recuperación número dos."]),
"Portuguese":(["windows1252 cp1252"],["Não é possível iniciar a aplicação: a configuração não está disponível."]),
"Italian":(["windows1252 cp1252"],["Il servizio non è più attivo: perché la capacità è già esaurita."]),
"Dutch":(["windows1252 cp1252"],["De coördinatie van de reünie is geïnformeerd over de ruïne."]),
"Danish":(["windows1252 cp1252"],["Kør først prøven på den ældste server, og gør så rede for årsagen."]),
"Swedish":(["windows1252 cp1252"],["Återställ säkerhetskopian först när jouren har godkänt åtgärden."]),
"Finnish":(["windows1252 cp1252"],["Käynnistä palvelin uudelleen, jos häiriö jää päälle yöksi."]),
"Icelandic":(["windows1252 cp1252"],["Þjónninn er niðri; hafðu samband við vaktina áður en þú ræsir hann."]),
"English":(["windows1252 cp1252","macRoman mac_roman"],["It’s “fine” — don’t panic…","The café’s naïve résumé — see “Façade” — cost 5 £ and it’s done."]),
"Polish":(["windows1250 cp1250","latin2 iso8859_2"],["Najpierw sprawdź, czy serwer odpowiada na żądania użytkowników.","Dyżurny otrzymuje powiadomienie w ciągu pięciu minut. Później należy odtworzyć kopię zapasową, a następnie zgłosić usunięcie błędu zespołowi. Każdą zmianę zapisuje się w dzienniku, także tę najmniejszą."]),
"Czech":(["windows1250 cp1250","latin2 iso8859_2"],["Nejdříve ověřte, že server běží a že klíč ještě platí.","Při výpadku dostane služba upozornění během několika minut. Potom zkontrolujte připojení, obnovte zálohu a zapište změny do deníku. Každý větší problém je třeba hned ohlásit."]),
"Hungarian":(["windows1250 cp1250"],["Először ellenőrizze, hogy működik-e a kiszolgáló, és érvényes-e a kulcs."]),
"Slovak":(["windows1250 cp1250"],["Najskôr overte, či server beží, a potom obnovte poslednú zálohu údajov."]),
"Croatian":(["windows1250 cp1250"],["Najprije provjerite radi li poslužitelj i može li se ključ još koristiti."]),
"Turkish":(["windows1254 cp1254"],["Önce sunucunun çalıştığını ve anahtarın geçerli olduğunu doğrulayın."]),
"Greek":(["windows1253 cp1253","latinGreek iso8859_7"],["Ελέγξτε πρώτα αν ο διακομιστής απαντά στα αιτήματα."]),
"Russian":(["windows1251 cp1251","koi8R koi8_r","codePage866 cp866","latinCyrillic iso8859_5"],["Сначала проверьте, отвечает ли сервер на запросы.","При сбое дежурный инженер получает уведомление в течение пяти минут. Затем он проверяет журнал, восстанавливает данные из последней копии и пишет отчёт. Пароли в хранилище не записываются никогда."]),
"Russian at length":(["macCyrillic mac_cyrillic"],["При сбое дежурный инженер получает уведомление в течение пяти минут. Затем он проверяет журнал. Все данные восстанавливаются из последней копии. Отчёт пишется сразу. Пароли в хранилище не записываются никогда."]),
"Ukrainian":(["windows1251 cp1251","koi8U koi8_u"],["Спершу перевірте, чи відповідає сервер і чи є зв’язок із їхнім вузлом.".replace("’","'")]),
"Bulgarian":(["windows1251 cp1251"],["Първо проверете дали сървърът отговаря на заявките."]),
"Serbian":(["windows1251 cp1251"],["Прво проверите да ли сервер одговара и да ли је кључ још важећи."]),
"Macedonian":(["windows1251 cp1251"],["Прво проверете дали серверот одговара и дали клучот сè уште важи.".replace("сè","се")]),
"Hebrew":(["windows1255 cp1255"],["בדקו תחילה אם השרת מגיב לבקשות של המשתמשים."]),
"Arabic":(["windows1256 cp1256"],["تحقق أولا من أن الخادم يستجيب لطلبات المستخدمين."]),
"Lithuanian":(["windows1257 cp1257"],["Pirmiausia patikrinkite, ar serveris veikia ir ar raktas dar galioja; jei ne, kreipkitės į budintį inžinierių."]),
"Japanese":(["shiftJIS cp932","eucJP euc_jp"],["まずサーバーが応答しているか確認してください。","障害が発生した場合は、五分以内に当番の担当者へ連絡します。次にログを調べ、最新のバックアップからデータを復元し、手順書に結果を記入してください。パスワードをリポジトリに書いてはいけません。"]),
"Chinese":(["gb18030 gb18030"],["首先检查服务器是否响应请求。","发生故障时，值班人员应在五分钟内收到通知。然后检查日志，从最近的备份恢复数据，并把结果写进手册。不要把密码写进仓库。"]),
"Traditional Chinese":(["big5 big5","gb18030 gb18030"],["請先確認伺服器是否回應使用者的要求。"]),
"Korean":(["eucKR euc_kr"],["먼저 서버가 요청에 응답하는지 확인하십시오."]),
}
SHORT = {"windows1252 cp1252":["für","FUßGÄNGER","naïve—","Größe","café","don’t","© 2024","5 °C ± 2 °C","San José, Perú","“quoted”","£100 – £200","12 µs","Ångström & Søn","½ Liter Öl"],
"windows1251 cp1251":["Привет, мир!","# Руководство","Сервер не отвечает"],"shiftJIS cp932":["障害対応手順書","再起動する","エラー","①確認","日本語 README"],
"gb18030 gb18030":["你好，世界","故障处理手册","请重启服务器。","Kubernetes 集群升级步骤"]}

rows = [(codec, case, name, text) for name, (encodings, texts) in TEXTS.items() for case, codec in map(str.split, encodings)
        for text in texts]
rows += [(codec, case, "a few words", text) for key, texts in SHORT.items() for case, codec in [key.split()]
         for text in texts]
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "legacy-encodings.tsv")
with open(path, "w", encoding="utf-8") as file:
    for codec, case, name, text in rows:
        file.write(f"{case}\t{name}\t{text}\t{text.encode(codec).hex()}\n")
