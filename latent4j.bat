@echo off
rem Runs Latent4J from this checkout, and builds it first where there is no build.
rem   LATENT4J_JAVA_OPTS  options for the Java virtual machine (default: -XX:+UseParallelGC -XX:MaxNewSize=256m)
rem   JAVA_HOME           the JDK, 17 or later (default: java on the PATH)
setlocal
chcp 65001 >nul
set "ROOT=%~dp0"
set "L4J_HOME=%ROOT%app\target\latent4j"

if not exist "%L4J_HOME%\.stamp" (
  echo Building Latent4J ^(first use^)... 1>&2
  pushd "%ROOT%"
  call mvn -q -B -pl app -am -Dmaven.test.skip=true package 1>&2
  if errorlevel 1 (
    popd
    echo latent4j: the build failed. 1>&2
    exit /b 1
  )
  popd
)

set "JAVA_CMD=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA_CMD=%JAVA_HOME%\bin\java.exe"
if not defined OPENBLAS_NUM_THREADS set "OPENBLAS_NUM_THREADS=1"
if not defined BLIS_NUM_THREADS set "BLIS_NUM_THREADS=1"
if not defined MKL_NUM_THREADS set "MKL_NUM_THREADS=1"
if not defined OMP_NUM_THREADS set "OMP_NUM_THREADS=1"
if not defined LATENT4J_JAVA_OPTS set "LATENT4J_JAVA_OPTS=-XX:+UseParallelGC -XX:MaxNewSize=256m"

"%JAVA_CMD%" %LATENT4J_JAVA_OPTS% --add-modules jdk.incubator.vector,ALL-DEFAULT,ALL-MODULE-PATH --enable-native-access=ALL-UNNAMED,org.latent4j.kernels --module-path "%L4J_HOME%\mods" -cp "%L4J_HOME%\lib\*" -m org.latent4j.app/org.latent4j.app.Main %*
exit /b %ERRORLEVEL%
