@echo off
rem Runs Latent4J from this checkout, and builds it first where there is no build.
rem   LATENT4J_JAVA_OPTS  options for the Java virtual machine (default: -XX:+UseParallelGC -XX:MaxNewSize=256m)
rem   JAVA_HOME           the JDK, 17 or later (default: java on the PATH)
setlocal
chcp 65001 >nul
set "ROOT=%~dp0"
set "L4J_HOME=%ROOT%app\target\latent4j"

rem Without a build, help is what the documents say; it is no reason to build.
if exist "%L4J_HOME%\.stamp" goto java
if "%~1"=="" (
  type "%ROOT%docs\help.txt" 1>&2
  exit /b 2
)
if "%~2"=="" if "%~1"=="--help" goto overview
if "%~2"=="" if "%~1"=="-h" goto overview
if "%~2"=="" if "%~1"=="help" goto overview
goto java

:overview
type "%ROOT%docs\help.txt"
exit /b 0

:java
if not defined JAVA_HOME goto path
set "JAVA_CMD=%JAVA_HOME%\bin\java.exe"
if exist "%JAVA_CMD%" goto version
echo latent4j: JAVA_HOME is "%JAVA_HOME%", but there is no bin\java.exe in it; set it to a JDK, 17 or later. 1>&2
exit /b 1

:path
set "JAVA_CMD="
for %%i in (java.exe) do set "JAVA_CMD=%%~$PATH:i"
if defined JAVA_CMD goto version
echo latent4j: no Java found; install a JDK, 17 or later, and set JAVA_HOME to it. 1>&2
exit /b 1

rem The version is read from the JDK's release file; where there is none, Java speaks for itself.
:version
set "JAVA_VERSION="
set "JAVA_MAJOR="
for %%i in ("%JAVA_CMD%") do set "JAVA_RELEASE=%%~dpi..\release"
if not exist "%JAVA_RELEASE%" goto build
for /f "usebackq tokens=2 delims==" %%v in (`findstr /b /c:"JAVA_VERSION=" "%JAVA_RELEASE%"`) do set "JAVA_VERSION=%%~v"
for /f "tokens=1 delims=.-+" %%m in ("%JAVA_VERSION%") do set "JAVA_MAJOR=%%m"
if not defined JAVA_MAJOR goto build
if %JAVA_MAJOR% geq 17 goto build
echo latent4j: Latent4J needs Java 17 or later; this is %JAVA_VERSION%, at "%JAVA_CMD%". Set JAVA_HOME to a later JDK. 1>&2
exit /b 1

:build
if exist "%L4J_HOME%\.stamp" goto start
echo Building Latent4J (first use)... 1>&2
pushd "%ROOT%"
set "MAVEN_OPTS=%MAVEN_OPTS% -Djansi.noreset=true"
call mvn -q -B -Dstyle.color=never -pl app -am -Dmaven.test.skip=true package 1>&2
if errorlevel 1 (
  popd
  echo latent4j: the build failed. 1>&2
  exit /b 1
)
popd

:start
if not defined OPENBLAS_NUM_THREADS set "OPENBLAS_NUM_THREADS=1"
if not defined BLIS_NUM_THREADS set "BLIS_NUM_THREADS=1"
if not defined MKL_NUM_THREADS set "MKL_NUM_THREADS=1"
if not defined OMP_NUM_THREADS set "OMP_NUM_THREADS=1"
if not defined LATENT4J_JAVA_OPTS set "LATENT4J_JAVA_OPTS=-XX:+UseParallelGC -XX:MaxNewSize=256m"
set "UNSAFE="
if defined JAVA_MAJOR if %JAVA_MAJOR% geq 23 set "UNSAFE=--sun-misc-unsafe-memory-access=allow"

rem The export lets the engine load the Vector API; by --add-modules Java would announce it with a warning.
"%JAVA_CMD%" %LATENT4J_JAVA_OPTS% %UNSAFE% --add-modules ALL-DEFAULT,ALL-MODULE-PATH --add-exports=java.base/jdk.internal.module=org.latent4j.kernels --enable-native-access=ALL-UNNAMED,org.latent4j.kernels --module-path "%L4J_HOME%\mods" -cp "%L4J_HOME%\lib\*" -m org.latent4j.app/org.latent4j.app.Main %*
exit /b %ERRORLEVEL%
