@echo off
rem Opens the dashboard; options as of `reform serve`, for example start.bat --port 8502
cd /d "%~dp0"
.venv\Scripts\reform serve %*
