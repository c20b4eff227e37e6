-- Times in the spellings of moments.py as timestamps; null where there is no such day or hour.
select
    case
        when contains(cell, '年')
            then try_strptime(cell, ['%Y年%m月%d日', '%Y年%m月%d日 %H:%M', '%Y年%m月%d日 %H:%M:%S'])
        when contains(cell, '.')
            then try_strptime(cell, ['%Y.%m.%d', '%Y.%m.%d %H:%M', '%Y.%m.%d %H:%M:%S'])
        else try_cast(cell as timestamp)
    end as moment
from given;
