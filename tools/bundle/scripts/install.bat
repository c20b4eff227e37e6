@echo off
rem Installs the dashboard into this folder without a network.
chcp 65001 >nul
cd /d "%~dp0"
if "%PYTHON%"=="" set PYTHON=python
for /f %%v in ('%PYTHON% -c "import sys; print('%%d.%%d' %% sys.version_info[:2])"') do set VERSION=%%v
findstr /x /c:"%VERSION%" pythons.txt >nul || goto version
if exist .venv rmdir /s /q .venv
%PYTHON% -m venv .venv || goto failed
.venv\Scripts\python -m pip --isolated --disable-pip-version-check install --quiet --no-index --no-deps --find-links wheels --require-hashes --requirement program\requirements.lock || goto failed
.venv\Scripts\python -m pip --isolated --disable-pip-version-check install --quiet --no-index --no-deps --no-build-isolation --editable program || goto failed
echo 安装完成。启动：start.bat
echo Installed. Start it with start.bat
exit /b 0
:version
echo 这个文件夹用于下列 Python，本机的是 %VERSION%：
echo This folder is for the Pythons below; this machine has %VERSION%:
type pythons.txt
exit /b 1
:failed
echo 安装没有完成，原因见上。
echo The installation did not finish; the reason stands above.
exit /b 1
