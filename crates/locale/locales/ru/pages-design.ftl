# Рамка и части страниц.
page-show-it = Показать
page-hide-it = Скрыть
page-password-show = Показать пароль
page-password-hide = Скрыть пароль
page-password-shown = Пароль виден
page-password-hidden = Пароль скрыт
page-pagination = Страницы
page-public = Страницы для всех
